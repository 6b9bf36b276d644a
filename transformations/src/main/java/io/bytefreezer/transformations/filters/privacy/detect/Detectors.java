package io.bytefreezer.transformations.filters.privacy.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Some of the detectors, ready to look for all of their kinds in one pass over a text. */
public final class Detectors {

    private static final List<Detector> ALL = List.of(
            new Detector(
                    "card_number",
                    "payment card numbers that pass the Luhn check",
                    Numbers::canBeginCard,
                    Numbers::endOfCard),
            new Detector("email", "e-mail addresses", Addresses::canBeginEmail, Addresses::endOfEmail),
            new Detector("ipv4", "IPv4 addresses", Chars::isDigit, Addresses::endOfIpv4),
            new Detector("ipv6", "IPv6 addresses", Addresses::canBeginIpv6, Addresses::endOfIpv6),
            new Detector(
                    "iban", "bank account numbers (IBAN) that pass their check", Chars::isLetter, Numbers::endOfIban),
            new Detector("us_ssn", "US Social Security numbers with dashes", Chars::isDigit, Numbers::endOfSsn),
            new Detector("aws_access_key", "ids of AWS access keys", c -> c == 'A', Credentials::endOfAwsKey),
            new Detector("private_key", "private keys in PEM", c -> c == '-', Credentials::endOfPrivateKey),
            new Detector(
                    "bearer_token", "tokens after the word Bearer", Chars::isAlphanumeric, Credentials::endOfBearer),
            new Detector("jwt", "JSON Web Tokens", c -> c == 'e', Credentials::endOfJwt));

    private static final int ASCII = 128;

    /** The detectors worth a try by first character; the last for all characters beyond ASCII. */
    private final List<List<Detector>> byFirst;

    /** Detectors of these names. */
    public Detectors(List<String> names) {
        List<Detector> chosen =
                ALL.stream().filter(detector -> names.contains(detector.name())).toList();
        List<List<Detector>> table = new ArrayList<>();
        for (char c = 0; c < ASCII; c++) {
            char first = c;
            table.add(chosen.stream()
                    .filter(detector -> detector.start().isPossible(first))
                    .toList());
        }
        table.add(chosen.stream()
                .filter(detector -> detector.start().isPossible('\u00e9'))
                .toList());
        byFirst = List.copyOf(table);
    }

    /** The names of all there are. */
    public static List<String> names() {
        return ALL.stream().map(Detector::name).toList();
    }

    /** What each finds, for people. */
    public static String description() {
        return ALL.stream()
                .map(detector -> "`" + detector.name() + "` (" + detector.what() + ")")
                .collect(Collectors.joining(", "));
    }

    /** What is found in a text, in its order, none within another. */
    public List<Match> find(String text) {
        List<Match> found = new ArrayList<>(0);
        boolean afterWord = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            List<Detector> candidates = byFirst.get(Math.min(c, ASCII));
            Match match = afterWord || candidates.isEmpty() ? null : longest(candidates, text, at);
            if (match == null) {
                afterWord = Chars.isOfWord(c);
                at++;
            } else {
                found.add(match);
                afterWord = Chars.isOfWord(text.charAt(match.end() - 1));
                at = match.end();
            }
        }
        return found;
    }

    private static @Nullable Match longest(List<Detector> candidates, String text, int at) {
        Match longest = null;
        for (Detector detector : candidates) {
            int end = detector.finder().end(text, at);
            if (end > (longest == null ? at : longest.end())) {
                longest = new Match(at, end, detector.name());
            }
        }
        return longest;
    }
}
