package io.bytefreezer.benchmarks.query;

import io.bytefreezer.lake.table.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The table that is asked: lines of a web server, one after another in time, of about 600 bytes as JSON.
 *
 * @param rows how many
 * @param hours over how many hours
 */
record MeasuredTable(long rows, int hours) {

    private static final Instant FIRST = Instant.parse("2026-03-02T00:00:00Z");
    private static final int DAY_HOURS = 24;
    private static final long MICROS_PER_HOUR = 3_600_000_000L;

    /** Columns beside the system's, and what makes them of the row's number {@code i}. */
    private static final Map<String, String> VALUES = values();

    private static Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("host", "'web-' || (hash(i) % 40)");
        values.put(
                "client",
                "(hash(i + 1) % 223 + 1) || '.' || (hash(i + 2) % 256) || '.' || (hash(i + 3) % 256) || '.7'");
        values.put("method", "['GET','GET','GET','POST','PUT','DELETE'][(hash(i + 4) % 6)::INTEGER + 1]");
        values.put("path", "'/api/v1/users/' || (hash(i + 5) % 100000) || '/orders/' || (hash(i + 6) % 5000)");
        values.put("status", "[200,200,200,200,204,301,404,500][(hash(i + 7) % 8)::INTEGER + 1]::BIGINT");
        values.put("bytes", "(hash(i + 8) % 200000)::BIGINT");
        values.put("duration", "(hash(i + 9) % 1000000) / 1000.0::DOUBLE");
        values.put(
                "user_agent",
                "'Mozilla/5.0 (X11; Linux x86_64; rv:' || (hash(i + 10) % 40 + 90) || '.0) Gecko/20100101'");
        values.put("request_id", "md5(i::VARCHAR)");
        values.put("session", "md5((i // 50)::VARCHAR || 's')");
        values.put(
                "message",
                "'upstream answered after ' || (hash(i + 11) % 9000) || ' us, trace ' || md5('t' || i)"
                        + " || ', shard ' || (hash(i + 12) % 64)");
        return values;
    }

    /** The columns to add to a new table. */
    static Map<String, Type> columns() {
        Map<String, Type> columns = new LinkedHashMap<>();
        VALUES.keySet().forEach(name -> columns.put(name, Types.StringType.get()));
        columns.put("status", Types.LongType.get());
        columns.put("bytes", Types.LongType.get());
        columns.put("duration", Types.DoubleType.get());
        return columns;
    }

    /** The start of an hour. */
    Instant hour(int number) {
        return FIRST.plus(number, ChronoUnit.HOURS);
    }

    /** Rows before an hour. */
    long before(int number) {
        return rows * number / hours;
    }

    Instant dayFrom() {
        return hour(Math.max(0, (hours - DAY_HOURS) / 2));
    }

    Instant dayUntil() {
        return dayFrom().plus(DAY_HOURS, ChronoUnit.HOURS);
    }

    /** The id of a row somewhere in the middle. */
    String needle() {
        try {
            byte[] text = Long.toString(rows * 2 / 3).getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** The statement that writes an hour's rows to a Parquet file, with the ids of the table's fields. */
    String copy(int number, Map<String, Integer> fieldIds, Path target) {
        long from = before(number);
        long count = before(number + 1) - from;
        StringBuilder select = new StringBuilder("SELECT make_timestamptz(")
                .append(ChronoUnit.MICROS.between(Instant.EPOCH, hour(number)))
                .append(" + ((i - ")
                .append(from)
                .append(") * ")
                .append(MICROS_PER_HOUR)
                .append(") // ")
                .append(Math.max(1, count))
                .append(") AS event_time, event_time + INTERVAL 800 MILLISECOND AS received_at,")
                .append(" format('019ca{:03x}-{:04x}-7{:03x}-8', i // 65536 % 4096, i % 65536, hash(i) % 4096)")
                .append(" || left(md5('e' || i), 15) AS event_id, 0::INTEGER AS _raw_partition, i AS _raw_offset,")
                .append(" NULL::VARCHAR AS _rescued_data");
        VALUES.forEach((name, value) ->
                select.append(", ").append(value).append(" AS ").append(Sql.name(name)));
        StringBuilder ids = new StringBuilder();
        fieldIds.forEach((name, id) -> ids.append(ids.isEmpty() ? "" : ", ")
                .append(Sql.name(name))
                .append(": ")
                .append(id));
        return "COPY (" + select + " FROM range(" + from + ", " + (from + count) + ") r(i)) TO "
                + Sql.text(target.toString()) + " (FORMAT parquet, COMPRESSION snappy, FIELD_IDS {" + ids + "})";
    }
}
