package io.bytefreezer.transformations.filters.privacy.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {

    private static final Detectors ALL = new Detectors(Detectors.names());

    /** What a detector finds, in brackets. */
    private static String marked(String name, String text) {
        StringBuilder marked = new StringBuilder();
        int done = 0;
        for (Match match : new Detectors(List.of(name)).find(text)) {
            assertThat(match.name()).isEqualTo(name);
            marked.append(text, done, match.start())
                    .append('<')
                    .append(text, match.start(), match.end())
                    .append('>');
            done = match.end();
        }
        return marked.append(text.substring(done)).toString();
    }

    /** The expected text, brackets and all, is what is found when it has none. */
    private static void assertFinds(String name, String expected) {
        assertThat(marked(name, expected.replace("<", "").replace(">", ""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<4111111111111111>",
                "a card <4111 1111 1111 1111>.",
                "<5500-0055-5555-5559>, and <340000000000009>",
                "<3782 822463 10005>",
                "card_<4222222222222>",
                "<6011000000000000084>",
                "<4111 1111 1111 1111> 2026",
                "4111111111111112",
                "4111 1111-1111 1111",
                "4111  1111 1111 1111",
                "x4111111111111111",
                "4111111111111111x",
                "0.4111111111111111",
                "4111111111111111.5",
                "41111111111111110000",
                "1790000000123",
                "41111 1111 1111 1111"
            })
    void findsCardNumbers(String text) {
        assertFinds("card_number", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail <ann@example.com>, and <bob.b+tag@mail.example.co.uk>.",
                "user=<ann_1@example.com>;",
                "mailto:<ann@example.com>?subject=x",
                "(<j%rgen@example.de>)",
                "<jürgen@bücher.example>",
                "<Ürgen@example.de>",
                "ann@localhost",
                "@example.com",
                "ann@",
                "ann.@example.com",
                "ann@.com",
                "ann@@example.com"
            })
    void findsEmailAddresses(String text) {
        assertFinds("email", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from <10.0.0.1>:8080 to <255.255.255.255>.",
                "[<192.0.2.7>]",
                "net <10.0.0.0>/8",
                "256.1.1.1",
                "1.2.3",
                "1.2.3.4.5",
                "01.2.3.4",
                "v1.2.3.4",
                "1.2.3.4a"
            })
    void findsIpv4Addresses(String text) {
        assertFinds("ipv4", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<2001:db8::1>",
                "[<::1>]:443",
                "<fe80::1>%eth0 and <2001:DB8:0:0:8:800:200C:417A>",
                "<::ffff:192.0.2.7>",
                "<64:ff9b::192.0.2.33>",
                "addr <fe80::1>: unreachable",
                "<2001:db8::>/32",
                "src:<fe80::1>,",
                "SHA: 00:1b:44:11:3a:b7:00:1b:44:11:3a:b7:00:1b:44:11",
                "::",
                "22:14:15",
                "00:1b:44:11:3a:b7",
                "std::string",
                "1::2::3",
                "1:2:3:4:5:6:7:8:9",
                "12345::1",
                "1:2:3:4:5:6:7::8:9"
            })
    void findsIpv6Addresses(String text) {
        assertFinds("ipv6", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<DE89370400440532013000>",
                "to <DE89 3704 0044 0532 0130 00> and",
                "<GB82 WEST 1234 5698 7654 32>.",
                "<NO9386011117947>",
                "<mt84malt011000012345mtlcast001s>",
                "DE88370400440532013000",
                "DE8937040044053201300",
                "XDE89370400440532013000",
                "DE89 3704 0044 0532 0130 01"
            })
    void findsAccountNumbers(String text) {
        assertFinds("iban", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssn <123-45-6789>,",
                "000-45-6789",
                "666-45-6789",
                "912-45-6789",
                "123-00-6789",
                "123-45-0000",
                "123-45-67890",
                "1123-45-6789",
                "1-123-45-6789",
                "123-45-6789-1",
                "123456789"
            })
    void findsSocialSecurityNumbers(String text) {
        assertFinds("us_ssn", text);
    }

    @Test
    void findsKeysAndTokens() {
        // Put together here, so that nobody takes them for secrets that leaked.
        String key = "AKIA" + "IOSFODNN7EXAMPLE";
        assertFinds("aws_access_key", "id=<" + key + ">&x");
        assertFinds("aws_access_key", key + "X and akia" + key.substring(4) + " and AKIA");
        assertFinds("bearer_token", "Authorization: Bearer <abcdefghijklmnop-1234._~+/==>, ok");
        assertFinds("bearer_token", "bearer <0123456789abcdef>");
        assertFinds("bearer_token", "the bearer of news, Forbearer 0123456789abcdef");
        String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln-_";
        assertFinds("jwt", "token=<" + jwt + ">; x");
        assertFinds("jwt", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln eyJ.x eyJ");
        assertThat(ALL.find("Bearer " + jwt)).extracting(Match::name).containsExactly("bearer_token");
    }

    @Test
    void findsPrivateKeysToTheirEnd() {
        String begin = "-----BEGIN RSA PRIVATE" + " KEY-----";
        String end = "-----END RSA PRIVATE" + " KEY-----";
        assertFinds("private_key", "key: <" + begin + "\nMIIE\n" + end + ">\nnext");
        assertFinds("private_key", "cut: <" + begin + "\nMIIE\nnext>");
        assertFinds("private_key", "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----");
        assertFinds("private_key", "-----BEGIN PRIVATE" + " KEY");
    }

    @Test
    void matchesAreInOrderAndApartWhateverTheText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "0123456789abcdefDEAKIeyJ@.:-_ /=+%\u00e9\ud83d\ude00";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int done = 0;
            for (Match match : ALL.find(text.toString())) {
                assertThat(match.start()).as("seed %d: %s", seed, text).isGreaterThanOrEqualTo(done);
                assertThat(match.end()).as("seed %d: %s", seed, text).isGreaterThan(match.start());
                done = match.end();
            }
            assertThat(done).as("seed %d: %s", seed, text).isLessThanOrEqualTo(text.length());
        }
    }

    /** Each would take hours if a character were looked at as often as there are characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.",
                "eyJ-",
                "eyJ.",
                "eyJa.eyJb",
                "4111 ",
                "4-",
                "1.",
                "::",
                "a:",
                "-----BEGIN ",
                "Bearer ",
                "a@a.",
                "@",
                "DE89 ",
                "123-45-",
                "AKIA",
                "-----BEGIN PRIVATE KEY-----",
                "_",
                "4111 1111 1111 1111 "
            })
    void takesTimeInProportionToTheText(String part) {
        assertThat(ALL.find(part.repeat(1_000_000 / part.length()))).isNotNull();
    }
}
