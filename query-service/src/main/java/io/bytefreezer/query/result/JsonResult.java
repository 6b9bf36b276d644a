package io.bytefreezer.query.result;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code {"columns":[…],"rows":[[…]],"row_count":n,"execution_time_ms":n,"truncated":b,"freshness":[…]}}, written as rows come. */
final class JsonResult implements ResultWriter {

    private final JsonGenerator json;

    JsonResult(OutputStream out) {
        try {
            json = JsonValues.generator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void columns(List<ResultColumn> columns) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("columns");
        for (ResultColumn column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        json.writeStartArray();
        for (Object value : values) {
            JsonValues.write(json, value);
        }
        json.writeEndArray();
    }

    @Override
    public void end(ResultSummary summary) throws IOException {
        json.writeEndArray();
        json.writeNumberField("row_count", summary.rows());
        json.writeNumberField("execution_time_ms", summary.elapsed().toMillis());
        json.writeBooleanField("truncated", summary.truncated());
        json.writeFieldName("freshness");
        FreshnessJson.write(json, summary.freshness());
        json.writeEndObject();
        json.close();
    }
}
