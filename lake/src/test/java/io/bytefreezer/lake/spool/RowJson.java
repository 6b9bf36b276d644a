package io.bytefreezer.lake.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.lake.table.TableLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Rows as JSON, to be looked at in tests: by the layout's description alone, not by the code that reads rows. */
public final class RowJson {

    private RowJson() {}

    /** One row. */
    public static String of(byte[] bytes, List<SpoolColumn> columns) {
        ByteBuffer row = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (row.getInt() != bytes.length - 4) {
            throw new AssertionError("a row of " + bytes.length + " bytes says another length");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(TableLayout.EVENT_TIME, row.getLong());
        json.put(TableLayout.RECEIVED_AT, row.getLong());
        json.put(TableLayout.RAW_PARTITION, row.getInt());
        json.put(TableLayout.RAW_OFFSET, row.getLong());
        row.position(44);
        while (row.hasRemaining()) {
            int header = varint(row);
            String name = name(header >>> 3, columns);
            if (json.has(name)) {
                throw new AssertionError("a row has " + name + " twice");
            }
            switch (header & 7) {
                case 0 -> {
                    byte[] text = new byte[varint(row)];
                    row.get(text);
                    json.put(name, new String(text, UTF_8));
                }
                case 1 -> json.put(name, row.getLong());
                case 2 -> json.put(name, row.getDouble());
                case 3 -> json.put(name, row.getInt());
                case 4 -> json.put(name, false);
                case 5 -> json.put(name, true);
                default -> throw new AssertionError("a field begins with " + header);
            }
        }
        return json.toString();
    }

    private static String name(int field, List<SpoolColumn> columns) {
        return switch (field) {
            case 0 -> TableLayout.EVENT_ID;
            case 1 -> TableLayout.RESCUED_DATA;
            default ->
                columns.stream()
                        .filter(column -> column.field() == field)
                        .map(SpoolColumn::name)
                        .findFirst()
                        .orElse("field " + field);
        };
    }

    private static int varint(ByteBuffer row) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = row.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
