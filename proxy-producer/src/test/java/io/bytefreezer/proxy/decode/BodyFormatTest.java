package io.bytefreezer.proxy.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyFormatTest {

    private static final BodyLimits LIMITS = new BodyLimits(1000, 100);

    @Test
    void anObjectIsOneEventWithExactlyItsBytes() {
        String pretty = "{\n  \"a\" : 1.50,\n  \"b\":[ 1,2 ]\n}";
        assertThat(decode(BodyFormat.JSON, "\n " + pretty + "\n").payloads()).containsExactly(pretty);
    }

    @Test
    void eachElementOfAnArrayIsAnEventWithExactlyItsBytes() {
        Decoding decoding = decode(BodyFormat.JSON, "[ {\"a\" : 1.0} ,\n{\"b\":\"],[\\\"\"},{\"c\":[{}]} ]\n");
        assertThat(decoding.payloads()).containsExactly("{\"a\" : 1.0}", "{\"b\":\"],[\\\"\"}", "{\"c\":[{}]}");
        assertThat(decoding.malformed()).isEmpty();
    }

    @Test
    void aBadElementOfAnArrayIsKeptAndItsNeighboursAreGood() {
        Decoding decoding = decode(BodyFormat.JSON, "[{\"a\":1}, {oops}, 42, {\"b\":2}]");
        assertThat(decoding.payloads()).containsExactly("{\"a\":1}", "{oops}", "42", "{\"b\":2}");
        assertThat(decoding.malformed()).containsExactly("{oops}", "42");
    }

    @Test
    void anArrayThatIsCutOffKeepsWhatIsThere() {
        Decoding decoding = decode(BodyFormat.JSON, "[{\"a\":1}, {\"b\":");
        assertThat(decoding.payloads()).containsExactly("{\"a\":1}", "{\"b\":");
        assertThat(decoding.malformed()).containsExactly("{\"b\":");
    }

    @Test
    void whatFollowsAnArrayIsKept() {
        assertThat(decode(BodyFormat.JSON, "[{\"a\":1}] [{\"b\":2}] rest").payloads())
                .containsExactly("{\"a\":1}", "{\"b\":2}", "rest");
    }

    @Test
    void linesLabelledAsJsonAreLines() {
        Decoding decoding = decode(BodyFormat.JSON, "{\"a\":1}\n{\"b\":\nnot json\r\n{\"c\":3}");
        assertThat(decoding.payloads()).containsExactly("{\"a\":1}", "{\"b\":", "not json", "{\"c\":3}");
        assertThat(decoding.malformed()).containsExactly("{\"b\":", "not json");
    }

    @Test
    void aBrokenDocumentOfManyLinesStaysInOnePiece() {
        String broken = "{\n  \"a\": 1,\n  oops\n}";
        Decoding decoding = decode(BodyFormat.JSON, broken);
        assertThat(decoding.payloads()).containsExactly(broken);
        assertThat(decoding.malformed()).containsExactly(broken);
    }

    @Test
    void ndjsonKeepsTheExactBytesOfEachLine() {
        Decoding decoding = decode(BodyFormat.NDJSON, "{\"a\":1} \r\n\n \n{\"x\":\"\u00ff\"}\n");
        assertThat(decoding.payloads()).containsExactly("{\"a\":1} ", " ", "{\"x\":\"\u00ff\"}");
        assertThat(decoding.malformed()).as("no object, and no UTF-8").containsExactly(" ", "{\"x\":\"\u00ff\"}");
    }

    @Test
    void anUnlabelledBodyIsRecognisedByItsFirstCharacter() {
        assertThat(decode(BodyFormat.AUTO, " {\"a\":1}\n").payloads()).containsExactly("{\"a\":1}");
        assertThat(decode(BodyFormat.AUTO, "\n[{\"a\":1},{\"b\":2}]").payloads())
                .hasSize(2);
        assertThat(decode(BodyFormat.AUTO, "  one\ntwo").payloads()).containsExactly("  one", "two");
        assertThat(decode(BodyFormat.AUTO, "").payloads()).isEmpty();
    }

    @Test
    void anUnlabelledLineMayStartWithABracket() {
        Decoding decoding = decode(BodyFormat.AUTO, "[2026-01-01 10:00] started, done\n[error] gone\n");
        assertThat(decoding.payloads()).containsExactly("[2026-01-01 10:00] started, done", "[error] gone");
        assertThat(decoding.malformed()).isEmpty();
    }

    @Test
    void anEventOverTheLimitRefusesTheBody() {
        String large = "\"" + "x".repeat(1000) + "\"";
        assertThat(decode(BodyFormat.TEXT, "a\n" + large).refusal()).isEqualTo("EVENT_TOO_LARGE");
        assertThat(decode(BodyFormat.NDJSON, "{}\n" + large).refusal()).isEqualTo("EVENT_TOO_LARGE");
        assertThat(decode(BodyFormat.JSON, "[{}," + large + "]").refusal()).isEqualTo("EVENT_TOO_LARGE");
    }

    @Test
    void moreEventsThanTheLimitRefuseTheBody() {
        assertThat(decode(BodyFormat.TEXT, "x\n".repeat(100)).payloads()).hasSize(100);
        assertThat(decode(BodyFormat.TEXT, "x\n".repeat(101)).refusal()).isEqualTo("TOO_MANY_EVENTS");
        assertThat(decode(BodyFormat.JSON, "[" + "{},".repeat(1_000_000)).refusal())
                .isEqualTo("TOO_MANY_EVENTS");
    }

    @Test
    void theContentTypeSaysTheFormat() {
        assertThat(BodyFormat.ofContentType("application/json; charset=utf-8")).contains(BodyFormat.JSON);
        assertThat(BodyFormat.ofContentType("application/cloudevents+json")).contains(BodyFormat.JSON);
        assertThat(BodyFormat.ofContentType("Application/X-NDJSON")).contains(BodyFormat.NDJSON);
        assertThat(BodyFormat.ofContentType("text/plain")).contains(BodyFormat.TEXT);
        assertThat(BodyFormat.ofContentType("application/x-www-form-urlencoded"))
                .contains(BodyFormat.AUTO);
        assertThat(BodyFormat.ofContentType(null)).contains(BodyFormat.AUTO);
        assertThat(BodyFormat.ofContentType(";;;")).contains(BodyFormat.AUTO);
        assertThat(BodyFormat.ofContentType("text/plain; charset=UTF-16")).isEmpty();
    }

    @Test
    void theElementsOfAnyArrayAreFoundExactly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<String> elements = new ArrayList<>();
            StringBuilder body = new StringBuilder("[");
            for (int i = random.nextInt(6); i > 0; i--) {
                elements.add(object(random, 3));
                body.append(space(random))
                        .append(elements.getLast())
                        .append(space(random))
                        .append(i > 1 ? "," : "");
            }
            Decoding decoding = Decoding.whole(
                    BodyFormat.JSON.decoder(new BodyLimits(100_000, 100)),
                    Decoding.bytes(body.append("]").toString()));
            assertThat(decoding.payloads())
                    .as("seed %d, round %d: %s", seed, round, body)
                    .isEqualTo(elements);
            assertThat(decoding.malformed())
                    .as("seed %d, round %d: %s", seed, round, body)
                    .isEmpty();
        }
    }

    @Test
    void randomBytesNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] bytes = new byte[300];
        for (int round = 0; round < 5_000; round++) {
            random.nextBytes(bytes);
            bytes[0] = (byte) "{[\"x".charAt(round % 4);
            for (BodyFormat format : BodyFormat.values()) {
                assertThat(Decoding.whole(format.decoder(LIMITS), bytes))
                        .as("seed %d", seed)
                        .isNotNull();
            }
        }
    }

    private static String object(Random random, int depth) {
        StringBuilder object = new StringBuilder("{");
        for (int i = random.nextInt(3); i > 0; i--) {
            object.append(string(random)).append(space(random)).append(":").append(value(random, depth - 1));
            object.append(i > 1 ? "," : "");
        }
        return object.append(space(random)).append("}").toString();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> string(random);
            case 1 -> "-1.50e3";
            case 2 -> "null";
            case 3 -> "[" + value(random, depth - 1) + " , " + value(random, depth - 1) + "]";
            default -> object(random, depth);
        };
    }

    private static String string(Random random) {
        List<String> hostile = List.of("\\\"", "\\\\", "]", "[", "{", "}", ",", "x", "\u00c3\u00a4", " ");
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(hostile.get(random.nextInt(hostile.size())));
        }
        return text.append('"').toString();
    }

    private static String space(Random random) {
        return List.of("", " ", "\n", "\r\n\t").get(random.nextInt(4));
    }

    private static Decoding decode(BodyFormat format, String body) {
        return Decoding.whole(format.decoder(LIMITS), Decoding.bytes(body));
    }
}
