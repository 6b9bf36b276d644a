package io.bytefreezer.query.result;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180: a header line, CRLF, quotes where needed. Null is an empty field and the empty string {@code ""}, so that the
 * two can be told apart; lists and maps are JSON.
 */
final class CsvResult implements ResultWriter {

    private final Writer out;

    CsvResult(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void columns(List<ResultColumn> columns) throws IOException {
        row(columns.stream().map(ResultColumn::name).toArray());
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            Object value = values[i];
            if (value != null) {
                field(text(value));
            }
        }
        out.write("\r\n");
    }

    @Override
    public void end(ResultSummary summary) throws IOException {
        out.flush();
    }

    private void field(String text) throws IOException {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        out.write(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }

    /** A value as one text, in which nested ones are JSON. */
    static String text(Object value) throws IOException {
        return switch (value) {
            case BigDecimal decimal -> decimal.toPlainString();
            case List<?> list -> json(list);
            case Map<?, ?> map -> json(map);
            default -> value.toString();
        };
    }

    private static String json(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonValues.generator(bytes)) {
            JsonValues.write(json, value);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
