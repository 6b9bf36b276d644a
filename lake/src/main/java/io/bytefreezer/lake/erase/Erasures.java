package io.bytefreezer.lake.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.Table;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The records of a table's erasures: objects below the table's {@code erasures/}, a line of JSON for the erasure and one for each row. Stateless.
 *
 * <p>A record is there before its rows go, so that nobody ever finds rows missing without it.
 */
public final class Erasures {

    /** Ids of so many events are kept in memory by who asks for them. */
    private static final int ROWS_MAX = 20_000_000;

    private static final String FOLDER = "/erasures/";
    private static final String ENDING = ".ndjson";
    private static final String EVENT_ID = "event_id";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Erasures() {}

    /**
     * Writes a record.
     *
     * @param local where it is made; left for the caller to delete
     * @return where it is
     * @throws LakeException of kind EXTERNAL when disk or store do not take it
     */
    public static S3Location write(Table table, S3Client s3, Erasure erasure, Collection<ErasedRow> rows, Path local) {
        S3Location target = S3Location.parse(table.location() + FOLDER
                + erasure.at().toString().replace(":", "") + "-" + UUID.randomUUID() + ENDING);
        try (Writer out = Files.newBufferedWriter(local)) {
            line(out, header(erasure, rows.size()));
            for (ErasedRow row : rows) {
                line(out, line(row));
            }
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot write " + local, e);
        }
        try {
            s3.putObject(request -> request.bucket(target.bucket()).key(target.key()), RequestBody.fromFile(local));
        } catch (SdkException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot upload " + target, e);
        }
        return target;
    }

    /**
     * Ids of all events that were erased from a table.
     *
     * @throws LakeException of kind EXTERNAL when the store does not answer, DATA when a record is damaged, LIMIT when there are too many
     */
    public static Set<UUID> events(Table table, S3Client s3) {
        S3Location folder = S3Location.parse(table.location() + FOLDER);
        Set<UUID> events = new HashSet<>();
        try {
            List<S3Object> records = s3
                    .listObjectsV2Paginator(
                            request -> request.bucket(folder.bucket()).prefix(folder.key()))
                    .contents()
                    .stream()
                    .toList();
            for (S3Object record : records) {
                read(s3, new S3Location(folder.bucket(), record.key()), events);
            }
        } catch (SdkException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot list " + folder, e);
        }
        return events;
    }

    private static void read(S3Client s3, S3Location record, Set<UUID> events) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                s3.getObject(request -> request.bucket(record.bucket()).key(record.key())), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode event = JSON.readTree(line).path(EVENT_ID);
                if (event.isTextual()) {
                    events.add(UUID.fromString(event.textValue()));
                }
                if (events.size() > ROWS_MAX) {
                    throw new LakeException(
                            LakeException.Kind.LIMIT, "more than " + ROWS_MAX + " events were erased from one table");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new LakeException(LakeException.Kind.DATA, "the record of an erasure is damaged: " + record, e);
        }
    }

    private static ObjectNode header(Erasure erasure, int rows) {
        return JSON.createObjectNode()
                .put("erasure", erasure.id().toString())
                .put("at", erasure.at().toString())
                .put("reason", erasure.reason())
                .put("condition_sha256", erasure.conditionSha256())
                .put("rows", rows);
    }

    private static ObjectNode line(ErasedRow row) {
        return JSON.createObjectNode()
                .put("raw_partition", row.partition())
                .put("raw_offset", row.offset())
                .put(EVENT_ID, row.eventId().toString());
    }

    private static void line(Writer out, ObjectNode line) throws IOException {
        out.write(JSON.writeValueAsString(line));
        out.write('\n');
    }
}
