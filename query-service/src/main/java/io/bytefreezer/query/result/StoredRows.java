package io.bytefreezer.query.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows as they are kept on disk, a JSON array and a line feed each, and back: what is read gives the same text in every form
 * of answer as what was written. For one thread.
 */
public final class StoredRows implements AutoCloseable {

    /** Our own rows were bounded when they were written. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser json;

    /** Reads rows from a stream that begins with a whole one; closed with this. */
    public StoredRows(InputStream in) throws IOException {
        json = FACTORY.createParser(in);
    }

    /** A row with its line feed, with values as {@link PlainValue} gives them. */
    public static byte[] line(@Nullable Object[] values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JsonValues.generator(out)) {
            json.writeStartArray();
            for (Object value : values) {
                JsonValues.write(json, value);
            }
            json.writeEndArray();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new IllegalStateException("memory takes everything", e);
        }
        return out.toByteArray();
    }

    /**
     * Passes over so many rows.
     *
     * @throws IOException when there are fewer, or they cannot be read
     */
    public void skip(long rows) throws IOException {
        for (long i = 0; i < rows; i++) {
            begin();
            json.skipChildren();
        }
    }

    /**
     * The values of the next row.
     *
     * @throws IOException when there is none, or it cannot be read
     */
    public @Nullable Object[] next() throws IOException {
        begin();
        return array().toArray();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void begin() throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw new IOException("there is no row at " + json.currentLocation().offsetDescription());
        }
    }

    private List<@Nullable Object> array() throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            values.add(value(token));
        }
        return Collections.unmodifiableList(values);
    }

    private Map<String, @Nullable Object> object() throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            values.put(name, value(json.nextToken()));
        }
        return Collections.unmodifiableMap(values);
    }

    private @Nullable Object value(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw endsEarly();
        }
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getNumberValue();
            case VALUE_NUMBER_FLOAT -> real(json.getText());
            case START_ARRAY -> array();
            case START_OBJECT -> object();
            default -> throw endsEarly();
        };
    }

    private static IOException endsEarly() {
        return new IOException("a row ends too early");
    }

    /** The number that is written as this text: decimals keep their zeros, doubles their exponent and the sign of zero. */
    private static Number real(String text) {
        double number = Double.parseDouble(text);
        return Double.toString(number).equals(text) ? (Number) number : new BigDecimal(text);
    }
}
