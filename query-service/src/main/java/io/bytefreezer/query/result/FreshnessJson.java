package io.bytefreezer.query.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How far an answer reaches, as JSON: in the answer where its form has room for it, else in a header. Stateless. */
public final class FreshnessJson {

    /** Clients and proxies bound what they take of headers; some at 8 KiB for all of them. */
    private static final int HEADER_BYTES_MAX = 4096;

    private FreshnessJson() {}

    /** The value of a header: one line of ASCII. Without the warnings, or cut to fewer tables, where it would be too long. */
    public static String header(List<Freshness> freshness) {
        String all = ascii(freshness);
        if (all.length() <= HEADER_BYTES_MAX) {
            return all;
        }
        List<Freshness> brief = freshness.stream().map(FreshnessJson::brief).toList();
        int tables = brief.size();
        String text = ascii(brief);
        while (text.length() > HEADER_BYTES_MAX) {
            tables /= 2;
            text = ascii(brief.subList(0, tables));
        }
        return text;
    }

    /** All of it as one line of ASCII. */
    public static String text(List<Freshness> freshness) {
        return ascii(freshness);
    }

    static void write(JsonGenerator json, List<Freshness> freshness) throws IOException {
        json.writeStartArray();
        for (Freshness table : freshness) {
            write(json, table);
        }
        json.writeEndArray();
    }

    private static Freshness brief(Freshness full) {
        List<String> warnings =
                full.warnings().isEmpty() ? List.of() : List.of("warnings are left out: ask for application/json");
        return new Freshness(
                full.table(),
                full.snapshotId(),
                full.tail(),
                full.tailRows(),
                full.lagRecords(),
                full.eventTime(),
                full.lagSeconds(),
                warnings);
    }

    private static String ascii(List<Freshness> freshness) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonValues.generator(out)) {
            json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            write(json, freshness);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static void write(JsonGenerator json, Freshness freshness) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", freshness.table());
        if (freshness.snapshotId().isPresent()) {
            // As text: it has more digits than JavaScript's numbers.
            json.writeStringField(
                    "snapshot_id", Long.toString(freshness.snapshotId().getAsLong()));
        } else {
            json.writeNullField("snapshot_id");
        }
        json.writeBooleanField("tail", freshness.tail());
        json.writeObjectField("tail_rows", freshness.tailRows());
        json.writeObjectField("lag_records", freshness.lagRecords());
        if (freshness.eventTime() != null && freshness.lagSeconds() != null) {
            json.writeStringField("event_time", freshness.eventTime().toString());
            json.writeNumberField("lag_seconds", freshness.lagSeconds());
        }
        json.writeArrayFieldStart("warnings");
        for (String warning : freshness.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
