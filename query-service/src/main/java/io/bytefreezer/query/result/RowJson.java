package io.bytefreezer.query.result;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as JSON objects, each by itself. Stateless. */
public final class RowJson {

    private RowJson() {}

    /** The row, with values as {@link PlainValue} gives them, in the order of the columns. */
    public static byte[] of(List<ResultColumn> columns, @Nullable Object[] values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JsonValues.generator(out)) {
            json.writeStartObject();
            for (int i = 0; i < values.length; i++) {
                json.writeFieldName(columns.get(i).name());
                JsonValues.write(json, values[i]);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory takes everything", e);
        }
        return out.toByteArray();
    }
}
