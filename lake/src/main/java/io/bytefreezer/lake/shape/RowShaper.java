package io.bytefreezer.lake.shape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.TableLayout;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/**
 * Turns events into rows of one table, as lines of JSON for a spool file; nothing of an event is lost on the way.
 *
 * <p>A value goes to its column if the column's type holds it unchanged, and to {@code _rescued_data} with its field's name otherwise. A field without a column is
 * spooled as text and its type observed: {@link #columns()} says what column it needs once the batch is complete. Objects and arrays are kept as their
 * JSON text. A body that is no JSON object is rescued as a whole under {@code _body_base64}.
 *
 * <p>One shaper serves one batch of one table, in one thread.
 */
public final class RowShaper {

    /** Key in {@code _rescued_data} of a whole body that is no JSON object. */
    public static final String RESCUED_BODY = "_body_base64";

    // Limits on bodies are those of whoever wrote the topic: here a refused number or name would only move a whole body
    // aside.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Targets targets;
    private final RowBuffer row = new RowBuffer();
    private final RowBuffer rescue = new RowBuffer();
    private long rowNumber;
    private int rescuedFields;

    /**
     * A shaper for a batch.
     *
     * @param bodyColumns the table's columns that are not system columns
     * @param columnsMax body columns the table may have; further fields are rescued
     */
    public RowShaper(List<Column> bodyColumns, int columnsMax) {
        this.targets = new Targets(bodyColumns, columnsMax);
    }

    /** The body columns that rows so far have values for, and the types they need. */
    public List<SpoolColumn> columns() {
        return targets.used();
    }

    /** The row of an event; its bytes are valid until the next call. */
    public ShapedRow shape(SystemValues system, byte[] body) {
        rowNumber++;
        rescuedFields = 0;
        row.truncate(0);
        rescue.truncate(0);
        Instant eventTime = system.eventTime();
        if (!EventTimes.isPlausible(eventTime, system.receivedAt())) {
            eventTime = system.receivedAt();
            rescueField(TableLayout.EVENT_TIME).string(system.eventTime().toString());
        }
        writeSystem(system, eventTime);
        int afterSystem = row.length();
        int rescueMark = rescue.length();
        int rescuedBefore = rescuedFields;
        try {
            writeBody(body);
        } catch (IOException notAnObject) {
            row.truncate(afterSystem);
            rescue.truncate(rescueMark);
            rescuedFields = rescuedBefore;
            rescueField(RESCUED_BODY).string(Base64.getEncoder().encodeToString(body));
        }
        finish();
        return new ShapedRow(eventTime, row.array(), row.length(), rescuedFields);
    }

    private void writeSystem(SystemValues system, Instant eventTime) {
        row.ascii("{\"event_time\":").ascii(Long.toString(micros(eventTime)));
        row.ascii(",\"received_at\":").ascii(Long.toString(micros(system.receivedAt())));
        row.ascii(",\"event_id\":").string(system.eventId());
        row.ascii(",\"_raw_partition\":").ascii(Integer.toString(system.rawPartition()));
        row.ascii(",\"_raw_offset\":").ascii(Long.toString(system.rawOffset()));
    }

    private void writeBody(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    writeValue(parser, field, body);
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IOException("not one object");
            }
        }
    }

    private void writeValue(JsonParser parser, String field, byte[] body) throws IOException {
        Target target = targets.of(field);
        int mark = row.length();
        if (target != null && !target.hasValueIn(rowNumber)) {
            row.raw(target.jsonKey());
            if (writeTyped(parser, target, body)) {
                target.markValue(rowNumber);
                return;
            }
            row.truncate(mark);
        }
        copySource(parser, rescueField(field), body);
    }

    /** Writes the value if its column can hold it. */
    private boolean writeTyped(JsonParser parser, Target target, byte[] body) throws IOException {
        ColumnType type = target.tableType();
        if (type == null) {
            return writeNew(parser, target, body);
        }
        return switch (type) {
            case STRING -> writeText(parser, body);
            case BOOLEAN -> parser.currentToken().isBoolean() && writeToken(parser.getText());
            case LONG -> writeWhole(parser, Long.MIN_VALUE, Long.MAX_VALUE);
            case INT -> writeWhole(parser, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case DOUBLE ->
                parser.currentToken().isNumeric()
                        && NumberText.fitsDouble(parser.getText())
                        && writeToken(parser.getText());
            case TIMESTAMPTZ, OTHER -> false;
        };
    }

    private boolean writeNew(JsonParser parser, Target target, byte[] body) throws IOException {
        JsonToken token = parser.currentToken();
        ObservedType type = ObservedType.STRING;
        if (token.isBoolean()) {
            type = ObservedType.BOOLEAN;
        } else if (token.isNumeric()) {
            type = ObservedType.ofNumber(parser.getText(), token == JsonToken.VALUE_NUMBER_INT);
        }
        if (!writeText(parser, body)) {
            return false;
        }
        target.observe(type);
        return true;
    }

    private boolean writeText(JsonParser parser, byte[] body) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            // Most strings are the same in a row: copied, they need not be decoded, and the parser passes over them
            // faster.
            return row.plainString(body, tokenStart(parser))
                    || row.string(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
        if (token.isScalarValue()) {
            row.ascii("\"").ascii(parser.getText()).ascii("\"");
        } else {
            int from = tokenStart(parser);
            parser.skipChildren();
            row.stringOfUtf8(body, from, position(parser));
        }
        return true;
    }

    private boolean writeWhole(JsonParser parser, long min, long max) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return false;
        }
        String text = parser.getText();
        var value = NumberText.asLong(text);
        if (value.isEmpty() || value.getAsLong() < min || value.getAsLong() > max) {
            return false;
        }
        boolean asItIs = parser.currentToken() == JsonToken.VALUE_NUMBER_INT && value.getAsLong() != 0;
        return writeToken(asItIs ? text : Long.toString(value.getAsLong()));
    }

    private boolean writeToken(String token) {
        row.ascii(token);
        return true;
    }

    private RowBuffer rescueField(String field) {
        rescuedFields++;
        return rescue.ascii(rescue.length() == 0 ? "{" : ",").string(field).ascii(":");
    }

    /** Copies the value as the sender spelled it, to the byte. */
    private static void copySource(JsonParser parser, RowBuffer out, byte[] body) throws IOException {
        int from = tokenStart(parser);
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        out.raw(body, from, position(parser));
    }

    private void finish() {
        if (rescuedFields > 0) {
            rescue.ascii("}");
            row.ascii(",\"_rescued_data\":").stringOfUtf8(rescue.array(), 0, rescue.length());
        }
        row.ascii("}\n");
    }

    private static int tokenStart(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int position(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
