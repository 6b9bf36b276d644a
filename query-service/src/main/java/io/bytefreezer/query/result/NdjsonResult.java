package io.bytefreezer.query.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON object per row, each on its line. */
final class NdjsonResult implements ResultWriter {

    private final JsonGenerator json;
    private List<ResultColumn> columns = List.of();

    NdjsonResult(OutputStream out) {
        try {
            json = JsonValues.generator(out).setPrettyPrinter(new MinimalPrettyPrinter(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void columns(List<ResultColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < values.length; i++) {
            json.writeFieldName(columns.get(i).name());
            JsonValues.write(json, values[i]);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void end(ResultSummary summary) throws IOException {
        json.close();
    }
}
