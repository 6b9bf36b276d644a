package io.bytefreezer.transformations.formats.table;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.formats.lines.EventList;
import io.bytefreezer.transformations.json.Utf8;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table. Immutable. */
final class Table implements FormatFunction {

    private final Dialect dialect;
    private final HeaderRow header;
    private final Optional<Columns> columns;
    private final Columns.RowRules rules;
    private final Limits limits;

    /** What the first row is. */
    enum HeaderRow {
        /** An event like the others. */
        ABSENT,
        /** Names, because nobody said where else names are: a table of nothing else is suspect. */
        ASSUMED,
        /** Names, as configured. */
        GIVEN
    }

    Table(Dialect dialect, HeaderRow header, Optional<Columns> columns, Columns.RowRules rules, Limits limits) {
        this.dialect = dialect;
        this.header = header;
        this.columns = columns;
        this.rules = rules;
        this.limits = limits;
    }

    @Override
    public List<Map<String, @Nullable Object>> parse(RawInput input) throws EventException {
        RowReader rows = new RowReader(input.payload(), dialect);
        EventList events = new EventList(limits);
        boolean ascii = Utf8.isAscii(input.payload());
        Columns named = columns.orElse(null);
        boolean headerNext = header != HeaderRow.ABSENT;
        for (List<String> row = rows.next(); row != null; row = rows.next()) {
            try {
                if (headerNext) {
                    named = named == null ? new Columns(Header.names(row, limits.fieldNameChars()), rules) : named;
                    headerNext = false;
                } else {
                    Columns of = named == null ? Columns.numbered(row.size(), rules) : named;
                    events.add(withBytes(of.event(row), rows, ascii));
                }
            } catch (EventException e) {
                throw new EventException(e.code(), "line " + rows.line() + ": " + e.detail());
            }
        }
        if (header == HeaderRow.ASSUMED && !headerNext && events.list().isEmpty()) {
            throw new EventException(
                    ErrorCode.MALFORMED_PAYLOAD,
                    "one row and no more: where rows come without names above them, give these with 'columns', or set"
                            + " 'header' to false");
        }
        return events.list();
    }

    private static Map<String, @Nullable Object> withBytes(
            Map<String, @Nullable Object> event, RowReader rows, boolean ascii) {
        if (!ascii && !Utf8.isValid(rows.row())) {
            event.put(Text.RAW_FIELD, Base64.getEncoder().encodeToString(rows.row()));
        }
        return event;
    }
}
