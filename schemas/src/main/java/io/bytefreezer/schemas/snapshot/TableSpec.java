package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Set;

/**
 * What a dataset settles of its table in the lake. The control plane has checked it; a service leaves out what it does not understand. Immutable.
 *
 * @param columns columns that exist before a value does, each with a type of its own; none where left out
 * @param bloomColumns further columns of which data files get Bloom filters; none where left out
 * @param sortBy columns by which the rows of compacted files are sorted before their time, the most significant first; none where left out
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TableSpec(
        @JsonPropertyDescription("Columns with a settled type; a value that does not fit goes to `_rescued_data`.")
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<ColumnSpec> columns,

        @JsonPropertyDescription("Further columns of which data files get Bloom filters.")
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> bloomColumns,

        @JsonPropertyDescription("Columns by which the rows of compacted files are sorted before their time.")
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> sortBy) {

    /** Any text, also JSON text of objects and arrays. */
    public static final String TEXT = "text";
    /** True or false. */
    public static final String BOOLEAN = "boolean";
    /** Whole number of 32 bits. */
    public static final String INT = "int";
    /** Whole number of 64 bits. */
    public static final String LONG = "long";
    /** IEEE 754 binary64. */
    public static final String DOUBLE = "double";
    /** A point in time, in microseconds. */
    public static final String TIMESTAMP = "timestamp";

    /** The types a column can be settled to, in the order in which people are told. */
    public static final List<String> TYPES = List.of(TEXT, BOOLEAN, INT, LONG, DOUBLE, TIMESTAMP);

    /** Columns that every table has, and whose names no other column can have. */
    public static final Set<String> SYSTEM_COLUMNS =
            Set.of("event_time", "received_at", "event_id", "_raw_partition", "_raw_offset", "_rescued_data");

    /** Longer names of columns and fields do not exist. */
    public static final int NAME_LENGTH_MAX = 255;

    /** Copies the lists. */
    public TableSpec {
        columns = List.copyOf(columns);
        bloomColumns = List.copyOf(bloomColumns);
        sortBy = List.copyOf(sortBy);
    }

    /** Columns and filters, and no order but that of time. */
    public TableSpec(List<ColumnSpec> columns, List<String> bloomColumns) {
        this(columns, bloomColumns, List.of());
    }

    /**
     * One column.
     *
     * @param name its name in the table
     * @param type one of {@link TableSpec#TYPES}; a newer control plane may know more
     * @param field the body's top-level field whose values it takes; its name where left out
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ColumnSpec(
            @JsonPropertyDescription("Its name in the table.") @JsonSetter(nulls = Nulls.AS_EMPTY)
            String name,

            @JsonPropertyDescription("text, boolean, int, long, double or timestamp.")
            @JsonSetter(nulls = Nulls.AS_EMPTY)
            String type,

            @JsonPropertyDescription("The body's top-level field whose values it takes.")
            @JsonSetter(nulls = Nulls.AS_EMPTY)
            String field) {

        /** Takes the name for a field that is left out. */
        public ColumnSpec {
            field = field.isEmpty() ? name : field;
        }

        /** A column that is named like its field. */
        public ColumnSpec(String name, String type) {
            this(name, type, name);
        }
    }
}
