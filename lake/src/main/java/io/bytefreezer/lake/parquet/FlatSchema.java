package io.bytefreezer.lake.parquet;

import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/** Columns as a footer describes them: each may be without a value, and carries Iceberg's id. Pure. */
final class FlatSchema {

    private static final String ROOT = "table";

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

    /** How values of a type are stored. */
    static Type stored(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> Type.BOOLEAN;
            case INT -> Type.INT32;
            case LONG, TIMESTAMPTZ -> Type.INT64;
            case DOUBLE -> Type.DOUBLE;
            case STRING -> Type.BYTE_ARRAY;
            case OTHER -> throw new IllegalArgumentException("values of another writer's type are not written here");
        };
    }

    private static SchemaElement element(Column column) {
        SchemaElement element = new SchemaElement(column.name())
                .setType(stored(column.type()))
                .setRepetition_type(FieldRepetitionType.OPTIONAL)
                .setField_id(column.fieldId());
        switch (column.type()) {
            case STRING ->
                element.setConverted_type(ConvertedType.UTF8).setLogicalType(LogicalType.STRING(new StringType()));
            case TIMESTAMPTZ ->
                element.setConverted_type(ConvertedType.TIMESTAMP_MICROS)
                        .setLogicalType(
                                LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MICROS(new MicroSeconds()))));
            case INT -> element.setConverted_type(ConvertedType.INT_32);
            case LONG -> element.setConverted_type(ConvertedType.INT_64);
            case BOOLEAN, DOUBLE, OTHER -> {
                // How they are stored says all.
            }
        }
        return element;
    }
}
