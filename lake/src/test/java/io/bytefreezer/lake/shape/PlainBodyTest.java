package io.bytefreezer.lake.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.spool.RowJson;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short way and the parser make the same rows of the same bodies. */
class PlainBodyTest {

    private static final long SEED = 20_261_128;
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07Z");
    private static final List<Column> COLUMNS = List.of(
            new Column(7, "flag", ColumnType.BOOLEAN, "BOOLEAN"),
            new Column(8, "count", ColumnType.LONG, "BIGINT"),
            new Column(9, "ratio", ColumnType.DOUBLE, "DOUBLE"),
            new Column(10, "text", ColumnType.STRING, "VARCHAR"),
            new Column(11, "small", ColumnType.INT, "INTEGER"),
            new Column(12, "other", ColumnType.OTHER, "DATE"),
            new Column(13, "at", ColumnType.TIMESTAMPTZ, "TIMESTAMPTZ"));
    private static final List<String> NAMES = List.of(
            "flag", "count", "ratio", "text", "small", "other", "at", "n1", "N1", "n.2", "event_id", "", "é", "a\\n");
    private static final List<String> VALUES = List.of(
            "true",
            "false",
            "null",
            "tru",
            "nullx",
            "0",
            "-0",
            "-",
            "01",
            "1.",
            ".5",
            "1.50",
            "-0.0",
            "1e3",
            "1E-3",
            "7",
            "2147483647",
            "2147483648",
            "-2147483648",
            "999999999999999999",
            "1234567890123456789",
            "9223372036854775807",
            "9223372036854775808",
            "0.1",
            "123456.789012345",
            "0.30000000000000004",
            "1234567890123456",
            "0.000000000000001",
            "NaN",
            "\"\"",
            "\"plain text\"",
            "\"2026-03-04T05:06:07.5Z\"",
            "\"2026-03-04T05:06:07\"",
            "\"é\"",
            "\"a\\\"b\"",
            "\"\\ud800\"",
            "\"open",
            "\"tab\t\"",
            "{\"a\":1}",
            "[]",
            "\"\u007f\"",
            "12 ",
            " 5",
            "\"x\" ");

    @Test
    void findsTheEndOfAPlainTextWhereverItIs() {
        Random random = new Random(SEED);
        byte[] letters = {'a', 'z', ' ', '!', '#', '[', ']', 0x7f, '0', '~', 'a', 'b', 'c', 'd', 'e', 'f'};
        byte[] ends = {'"', '\\', 0, 0x1f, (byte) 0x80, (byte) 0xff, '\t', (byte) 0xa2, (byte) 0xdc};
        for (int i = 0; i < 200_000; i++) {
            byte[] text = new byte[random.nextInt(40)];
            for (int at = 0; at < text.length; at++) {
                text[at] = random.nextInt(20) == 0
                        ? ends[random.nextInt(ends.length)]
                        : letters[random.nextInt(letters.length)];
            }
            int from = random.nextInt(text.length + 1);
            int end = from;
            while (end < text.length && text[end] >= ' ' && text[end] != '"' && text[end] != '\\') {
                end++;
            }
            int expected = end < text.length && text[end] == '"' ? end : -1;

            assertThat(PlainBody.plainEnd(text, from))
                    .as("seed %d, %s from %d", SEED, Arrays.toString(text), from)
                    .isEqualTo(expected);
        }
    }

    @Test
    void bothWaysMakeTheSameRowsOfRandomBodies() {
        Random random = new Random(SEED);
        RowShaper either = new RowShaper(COLUMNS, 13);
        RowShaper parser = new RowShaper(COLUMNS, 13);
        int objects = 0;
        for (int i = 0; i < 50_000; i++) {
            String body = body(random);
            // The parser alone knows a name with an escape, and a field that is null changes no row.
            String same = body.endsWith("}") && body.contains(":")
                    ? body.substring(0, body.length() - 1) + ",\"\\u006eull\":null}"
                    : body;

            String row = row(either, body);
            String parsed = row(parser, same);

            if (parsed.contains("_body_base64")) {
                assertThat(row).as("seed %d body %d %s", SEED, i, body).contains("_body_base64");
            } else {
                objects++;
                assertThat(row).as("seed %d body %d %s", SEED, i, body).isEqualTo(parsed);
            }
            assertThat(either.columns()).isEqualTo(parser.columns());
        }
        assertThat(objects).isGreaterThan(5_000);
    }

    @Test
    void everyDecimalOfFifteenDigitsBecomesTheDoubleThatItsTextMeans() {
        Random random = new Random(SEED);
        RowShaper shaper = new RowShaper(COLUMNS, 13);
        for (int i = 0; i < 50_000; i++) {
            String digits = Long.toString(random.nextLong(1_000_000_000_000_000L) >> random.nextInt(40));
            int point = random.nextInt(digits.length());
            String number = (random.nextBoolean() ? "-" : "")
                    + (point == 0
                            ? "0." + digits.substring(0, Math.min(14, digits.length()))
                            : digits.substring(0, point) + "." + digits.substring(point));
            assertThat(row(shaper, "{\"ratio\":" + number + "}"))
                    .as("seed %d", SEED)
                    .contains("\"ratio\":" + Double.parseDouble(number) + "}");
        }
    }

    private static String body(Random random) {
        StringBuilder body = new StringBuilder(blank(random)).append('{');
        int fields = random.nextInt(5);
        for (int i = 0; i < fields; i++) {
            body.append(i == 0 ? "" : ",").append(blank(random));
            body.append('"').append(NAMES.get(random.nextInt(NAMES.size()))).append('"');
            body.append(blank(random)).append(':').append(VALUES.get(random.nextInt(VALUES.size())));
        }
        body.append('}');
        if (random.nextInt(20) == 0) {
            body.setCharAt(random.nextInt(body.length()), (char) (32 + random.nextInt(95)));
        }
        return random.nextInt(50) == 0 ? body.substring(0, random.nextInt(body.length())) : body.toString();
    }

    private static String blank(Random random) {
        return random.nextInt(10) == 0 ? List.of(" ", "\t", "\n", "\r").get(random.nextInt(4)) : "";
    }

    private static String row(RowShaper shaper, String body) {
        ShapedRow row = shaper.shape(new SystemValues(TIME, TIME, "id", 0, 1), body.getBytes(UTF_8));
        return RowJson.of(Arrays.copyOf(row.bytes().array(), row.length()), shaper.columns());
    }
}
