package io.bytefreezer.lake.parquet;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/**
 * Columns as a footer describes them: each may be without a value, and carries Iceberg's id if it has one. Beside the lake's own types there are those that answers have:
 * {@code DATE}, {@code TIMESTAMP} without a zone and {@code DECIMAL(p,s)}, by their names in SQL. Pure.
 */
final class FlatSchema {

    private static final String ROOT = "table";
    private static final String DATE = "DATE";
    private static final String LOCAL_TIME = "TIMESTAMP";
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d{1,2}),(\\d{1,2})\\)");

    private FlatSchema() {}

    /** Whether files with columns of this type can be written here. */
    static boolean takes(ColumnType type) {
        return type != ColumnType.OTHER;
    }

    /** For the footer, where the first element is the row itself. */
    static List<SchemaElement> elements(List<Column> columns) {
        List<SchemaElement> elements = new ArrayList<>();
        elements.add(new SchemaElement(ROOT).setNum_children(columns.size()));
        for (Column column : columns) {
            elements.add(element(column));
        }
        return elements;
    }

    /** The lake's type whose values are stored as those of the column are: days as numbers, digits of decimals as bytes. */
    static ColumnType alike(Column column) {
        if (column.type() != ColumnType.OTHER) {
            return column.type();
        }
        return switch (column.sqlType()) {
            case DATE -> ColumnType.INT;
            case LOCAL_TIME -> ColumnType.LONG;
            default -> {
                if (DECIMAL.matcher(column.sqlType()).matches()) {
                    yield ColumnType.STRING;
                }
                throw new IllegalArgumentException("values of type " + column.sqlType() + " are not written here");
            }
        };
    }

    /** Whether the order of values is that of what is stored of them. */
    static boolean isOrdered(Column column) {
        return column.type() != ColumnType.OTHER || alike(column) != ColumnType.STRING;
    }

    /** How values of a column are stored. */
    static Type stored(Column column) {
        return switch (alike(column)) {
            case BOOLEAN -> Type.BOOLEAN;
            case INT -> Type.INT32;
            case LONG, TIMESTAMPTZ -> Type.INT64;
            case DOUBLE -> Type.DOUBLE;
            case STRING, OTHER -> Type.BYTE_ARRAY;
        };
    }

    private static SchemaElement element(Column column) {
        SchemaElement element = new SchemaElement(column.name())
                .setType(stored(column))
                .setRepetition_type(FieldRepetitionType.OPTIONAL);
        if (column.fieldId() > 0) {
            element.setField_id(column.fieldId());
        }
        switch (column.type()) {
            case STRING ->
                element.setConverted_type(ConvertedType.UTF8).setLogicalType(LogicalType.STRING(new StringType()));
            case TIMESTAMPTZ ->
                element.setConverted_type(ConvertedType.TIMESTAMP_MICROS).setLogicalType(micros(true));
            case INT -> element.setConverted_type(ConvertedType.INT_32);
            case LONG -> element.setConverted_type(ConvertedType.INT_64);
            case OTHER -> describe(column.sqlType(), element);
            case BOOLEAN, DOUBLE -> {
                // How they are stored says all.
            }
        }
        return element;
    }

    private static void describe(String sqlType, SchemaElement element) {
        Matcher decimal = DECIMAL.matcher(sqlType);
        if (decimal.matches()) {
            int precision = Integer.parseInt(decimal.group(1));
            int scale = Integer.parseInt(decimal.group(2));
            element.setConverted_type(ConvertedType.DECIMAL)
                    .setPrecision(precision)
                    .setScale(scale)
                    .setLogicalType(LogicalType.DECIMAL(new DecimalType(scale, precision)));
        } else if (sqlType.equals(DATE)) {
            element.setConverted_type(ConvertedType.DATE).setLogicalType(LogicalType.DATE(new DateType()));
        } else {
            element.setLogicalType(micros(false));
        }
    }

    private static LogicalType micros(boolean isUtc) {
        return LogicalType.TIMESTAMP(new TimestampType(isUtc, TimeUnit.MICROS(new MicroSeconds())));
    }
}
