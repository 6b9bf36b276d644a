package io.bytefreezer.lake.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.bytefreezer.lake.spool.RowBytes;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.lake.table.TableLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Turns events into rows of one table, as bytes for a spool file; nothing of an event is lost on the way.
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

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final Targets targets;
    private final RowBytes row = new RowBytes();
    private final RescuedJson rescue = new RescuedJson();
    private final PlainBody plain;
    /** Fields of the row whose values are rescued. */
    private final List<String> rescuedFields = new ArrayList<>();

    private final FieldCounts rescued = new FieldCounts();
    private long rowNumber;

    /**
     * A shaper for a batch.
     *
     * @param bodyColumns the table's columns that are not system columns
     * @param columnsMax body columns the table may have; further fields are rescued
     */
    public RowShaper(List<Column> bodyColumns, int columnsMax) {
        this(bodyColumns, List.of(), columnsMax);
    }

    /**
     * A shaper for a batch of a table of which something is settled.
     *
     * @param bodyColumns the table's columns that are not system columns
     * @param settled columns the table has besides, with these types, once the batch is written; those it has already keep theirs
     * @param columnsMax body columns the table may have; further fields are rescued, unless their columns are settled
     */
    public RowShaper(List<Column> bodyColumns, List<SettledColumn> settled, int columnsMax) {
        this.targets = new Targets(bodyColumns, settled, columnsMax);
        this.plain = new PlainBody(targets, row);
    }

    /** The body columns that rows so far have values for, and the types they need. */
    public List<SpoolColumn> columns() {
        return targets.used();
    }

    /** The same, and the settled columns for which no row has a value. */
    public List<SpoolColumn> columnsAndSettled() {
        return targets.usedOrSettled();
    }

    /** How many values were rescued so far, by their fields. */
    public Map<String, Long> rescued() {
        return rescued.counts();
    }

    /** The row of an event; its bytes are valid until the next call. */
    public ShapedRow shape(SystemValues system, byte[] body) {
        rowNumber++;
        rescuedFields.clear();
        rescue.truncate(0);
        Instant eventTime = system.eventTime();
        if (!EventTimes.isPlausible(eventTime, system.receivedAt())) {
            eventTime = system.receivedAt();
            rescueField(TableLayout.EVENT_TIME).string(system.eventTime().toString());
        }
        row.begin(micros(eventTime), micros(system.receivedAt()), system.rawPartition(), system.rawOffset());
        row.eventId(system.eventId());
        int afterSystem = row.length();
        if (!plain.write(body, rowNumber)) {
            // Values found so far are none of the next attempt's.
            rowNumber++;
            row.truncate(afterSystem);
            parseBody(body);
        }
        finish();
        return new ShapedRow(eventTime, row, rescuedFields.size());
    }

    private void parseBody(byte[] body) {
        int afterSystem = row.length();
        int rescueMark = rescue.length();
        int rescuedBefore = rescuedFields.size();
        try {
            writeBody(body);
        } catch (IOException notAnObject) {
            row.truncate(afterSystem);
            rescue.truncate(rescueMark);
            rescuedFields.subList(rescuedBefore, rescuedFields.size()).clear();
            rescueField(RESCUED_BODY).string(Base64.getEncoder().encodeToString(body));
        }
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
        if (target != null && !target.hasValueIn(rowNumber) && writeTyped(parser, target, body)) {
            target.markValue(rowNumber);
            return;
        }
        copySource(parser, rescueField(field), body);
    }

    /** Writes the value if its column can hold it; otherwise nothing is written. */
    private boolean writeTyped(JsonParser parser, Target target, byte[] body) throws IOException {
        ColumnType type = target.tableType();
        if (type == null) {
            return writeNew(parser, target, body);
        }
        return switch (type) {
            case STRING -> writeText(parser, target.field(), body);
            case BOOLEAN -> writeFlag(parser, target.field());
            case LONG, INT -> writeWhole(parser, target.field(), type);
            case DOUBLE -> writeDouble(parser, target.field());
            case TIMESTAMPTZ -> writeTime(parser, target.field());
            case OTHER -> false;
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
        if (!writeText(parser, target.field(), body)) {
            return false;
        }
        target.observe(type);
        return true;
    }

    private boolean writeText(JsonParser parser, int field, byte[] body) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            // Most strings are the same in a row: copied, they need not be decoded, and the parser passes over them
            // faster.
            int from = tokenStart(parser) + 1;
            int end = PlainBody.plainEnd(body, from);
            if (end < 0) {
                return row.text(field, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            }
            row.text(field, body, from, end);
        } else if (token.isScalarValue()) {
            return row.text(field, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } else {
            int from = tokenStart(parser);
            parser.skipChildren();
            int end = position(parser);
            requireUtf8(body, from, end);
            row.text(field, body, from, end);
        }
        return true;
    }

    private boolean writeFlag(JsonParser parser, int field) {
        JsonToken token = parser.currentToken();
        if (token.isBoolean()) {
            row.flag(field, token == JsonToken.VALUE_TRUE);
        }
        return token.isBoolean();
    }

    private boolean writeWhole(JsonParser parser, int field, ColumnType type) throws IOException {
        OptionalLong whole = wholeNumber(parser);
        if (whole.isEmpty()) {
            return false;
        }
        long value = whole.getAsLong();
        if (type == ColumnType.LONG) {
            row.wholeNumber(field, value);
        } else if (value == (int) value) {
            row.smallNumber(field, (int) value);
        } else {
            return false;
        }
        return true;
    }

    private static OptionalLong wholeNumber(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return OptionalLong.empty();
        }
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return OptionalLong.of(parser.getLongValue());
        }
        return NumberText.asLong(parser.getText());
    }

    private boolean writeDouble(JsonParser parser, int field) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return false;
        }
        String text = parser.getText();
        if (!NumberText.fitsDouble(text)) {
            return false;
        }
        row.floatingNumber(field, Double.parseDouble(text));
        return true;
    }

    private boolean writeTime(JsonParser parser, int field) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return false;
        }
        OptionalLong micros = IsoTime.micros(parser.getText());
        micros.ifPresent(value -> row.wholeNumber(field, value));
        return micros.isPresent();
    }

    private RescuedJson rescueField(String field) {
        rescuedFields.add(field);
        return rescue.ascii(rescue.length() == 0 ? "{" : ",").string(field).ascii(":");
    }

    /** Copies the value as the sender spelled it, to the byte. */
    private static void copySource(JsonParser parser, RescuedJson out, byte[] body) throws IOException {
        int from = tokenStart(parser);
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        int end = position(parser);
        requireUtf8(body, from, end);
        out.raw(body, from, end);
    }

    private void finish() {
        if (!rescuedFields.isEmpty()) {
            rescuedFields.forEach(rescued::add);
            rescue.ascii("}");
            row.rescued(rescue.array(), rescue.length());
        }
        row.end();
    }

    /** The parser lets some bytes pass that are no UTF-8 where it need not decode them. */
    private static void requireUtf8(byte[] body, int from, int end) throws IOException {
        for (int i = from; i < end; i++) {
            if (body[i] < 0) {
                UTF_8.newDecoder().decode(ByteBuffer.wrap(body, i, end - i));
                return;
            }
        }
    }

    private static int tokenStart(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int position(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / NANOS_PER_MICRO;
    }
}
