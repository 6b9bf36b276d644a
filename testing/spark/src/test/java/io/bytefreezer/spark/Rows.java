package io.bytefreezer.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.Seq;

/** Rows of a table as text, one line each in the lines' own order, whoever read them: columns by name, values by kind. */
final class Rows {

    private final List<String> columns;
    private final List<String> lines;

    private Rows(List<String> columns, List<String> lines) {
        this.columns = columns.stream().sorted().toList();
        this.lines = lines.stream().sorted().toList();
    }

    /** What Spark read. */
    static Rows of(Dataset<Row> read) {
        List<String> columns = List.of(read.columns());
        List<String> lines = new ArrayList<>();
        for (Row row : read.collectAsList()) {
            SortedMap<String, String> values = new TreeMap<>();
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i), ofSpark(row.get(i)));
            }
            lines.add(values.toString());
        }
        return new Rows(columns, lines);
    }

    /** What the query service answered. */
    static Rows of(JsonNode answer) {
        List<String> columns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        answer.get("columns").forEach(column -> {
            columns.add(column.get("name").asText());
            types.add(column.get("type").asText());
        });
        List<String> lines = new ArrayList<>();
        for (JsonNode row : answer.get("rows")) {
            SortedMap<String, String> values = new TreeMap<>();
            for (int i = 0; i < columns.size(); i++) {
                values.put(columns.get(i), ofQuery(row.get(i), types.get(i)));
            }
            lines.add(values.toString());
        }
        return new Rows(columns, lines);
    }

    int count() {
        return lines.size();
    }

    List<String> columns() {
        return columns;
    }

    /** The lines that others do not have. */
    List<String> without(Rows others) {
        Set<String> theirs = new HashSet<>(others.lines);
        return lines.stream().filter(line -> !theirs.contains(line)).toList();
    }

    /** The sum of the rows' SHA-256: the same rows in any order have the same. */
    String hash() {
        BigInteger sum = BigInteger.ZERO;
        for (String line : lines) {
            sum = sum.add(new BigInteger(1, sha256(line)));
        }
        return sum.mod(BigInteger.TWO.pow(256)).toString(16);
    }

    private static String ofSpark(Object value) {
        if (value instanceof Instant time) {
            return micros(time);
        }
        if (value instanceof Row row) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                fields.add(row.schema().fieldNames()[i] + ":" + ofSpark(row.get(i)));
            }
            return fields.toString();
        }
        if (value instanceof Seq<?> list) {
            List<String> elements = new ArrayList<>();
            list.foreach(element -> elements.add(ofSpark(element)));
            return elements.toString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String ofQuery(JsonNode value, String type) {
        if (value.isNull()) {
            return "null";
        }
        if (type.startsWith("TIMESTAMP")) {
            return micros(Instant.parse(value.asText()));
        }
        if (value.isObject()) {
            List<String> fields = new ArrayList<>();
            value.properties().forEach(field -> fields.add(field.getKey() + ":" + ofQuery(field.getValue(), "")));
            return fields.toString();
        }
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(ofQuery(element, "")));
            return elements.toString();
        }
        if (type.equals("DOUBLE")) {
            return Double.toString(value.asDouble());
        }
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        return value.isTextual() ? quoted(value.asText()) : value.asText();
    }

    private static String micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time) + "us";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
