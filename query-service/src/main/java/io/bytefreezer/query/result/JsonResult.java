package io.bytefreezer.query.result;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code {"columns":[…],"rows":[[…]],"row_count":n,"execution_time_ms":n,"truncated":b,"freshness":[…]}}, written as rows
 * come; a page says where it lies in place of the time.
 */
final class JsonResult implements ResultWriter {

    private final JsonGenerator json;
    private final @Nullable ResultPage page;

    JsonResult(OutputStream out, @Nullable ResultPage page) {
        this.page = page;
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
        if (page == null) {
            json.writeNumberField("execution_time_ms", summary.elapsed().toMillis());
        } else {
            json.writeNumberField("offset", page.offset());
            json.writeNumberField("total_rows", page.total());
            json.writeStringField("next", page.next());
        }
        json.writeBooleanField("truncated", summary.truncated());
        json.writeFieldName("freshness");
        FreshnessJson.write(json, summary.freshness());
        json.writeEndObject();
        json.close();
    }
}
