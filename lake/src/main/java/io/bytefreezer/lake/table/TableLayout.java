package io.bytefreezer.lake.table;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Types;

/**
 * What every lake table starts with: its system columns, hourly partitions by event time, and the order of rows in a file.
 *
 * <p>Event ids are text: every engine reads and compares text alike, while UUIDs are a blob to some.
 */
public final class TableLayout {

    /** When the event happened, or {@link #RECEIVED_AT} where its own time was missing or implausible. */
    public static final String EVENT_TIME = "event_time";
    /** When the first ByteFreezer process received the event. */
    public static final String RECEIVED_AT = "received_at";
    /** The event's UUIDv7 as text. */
    public static final String EVENT_ID = "event_id";
    /** Partition of the raw topic that holds the event's bytes. */
    public static final String RAW_PARTITION = "_raw_partition";
    /** Offset there. */
    public static final String RAW_OFFSET = "_raw_offset";
    /** JSON object, from field name to the original value that fits no column; null when all fit. */
    public static final String RESCUED_DATA = "_rescued_data";

    /** Body columns a table may get before further fields are rescued, unless configured. */
    public static final int DEFAULT_COLUMNS_MAX = 1_000;

    private static final Schema SCHEMA = new Schema(List.of(
            required(1, EVENT_TIME, Types.TimestampType.withZone()),
            required(2, RECEIVED_AT, Types.TimestampType.withZone()),
            required(3, EVENT_ID, Types.StringType.get()),
            required(4, RAW_PARTITION, Types.IntegerType.get()),
            required(5, RAW_OFFSET, Types.LongType.get()),
            optional(6, RESCUED_DATA, Types.StringType.get())));

    private static final Set<String> SYSTEM_NAMES =
            SCHEMA.columns().stream().map(Types.NestedField::name).collect(Collectors.toUnmodifiableSet());

    private TableLayout() {}

    /** The schema of a new table. */
    public static Schema schema() {
        return SCHEMA;
    }

    /** Hours of event time. */
    public static PartitionSpec partitions(Schema schema) {
        return PartitionSpec.builderFor(schema).hour(EVENT_TIME).build();
    }

    /** Rows in a file are ordered by event time. */
    public static SortOrder order(Schema schema) {
        return SortOrder.builderFor(schema).asc(EVENT_TIME).build();
    }

    /** Iceberg's table properties. */
    public static Map<String, String> properties() {
        return Map.of(
                // The commit protocol retries itself: Iceberg must not, or it would commit on offsets nobody checked.
                "commit.retry.num-retries", "0",
                "format-version", "2",
                "write.format.default", "parquet",
                "write.parquet.compression-codec", "zstd",
                "write.metadata.delete-after-commit.enabled", "true",
                "write.metadata.previous-versions-max", "20");
    }

    /** Whether a name is taken by a system column, without regard to case. */
    public static boolean isSystemName(String name) {
        return SYSTEM_NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
