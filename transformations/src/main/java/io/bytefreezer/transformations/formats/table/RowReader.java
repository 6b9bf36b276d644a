package io.bytefreezer.transformations.formats.table;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A position that moves through a table row by row, after the grammar of RFC 4180, section 2. Beyond it, LF and CR end rows too,
 * blank lines are skipped, and a quote within a field that does not begin with one is a character like others. It works on bytes,
 * so that a row that is not UTF-8 can be kept as it was. Belongs to the one call that made it.
 */
final class RowReader {

    static final int FIELDS_MAX = 4096;
    static final int FIELD_BYTES_MAX = 1024 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] bytes;
    private final Dialect dialect;
    private int at;
    private int line = 1;
    private int rowStart;
    private int rowLine;

    RowReader(byte[] bytes, Dialect dialect) {
        this.bytes = bytes;
        this.dialect = dialect;
        boolean marked = bytes.length >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3);
        this.at = marked ? BYTE_ORDER_MARK.length : 0;
    }

    /** The fields of the next row that is not blank; null after the last. */
    @Nullable List<String> next() throws EventException {
        skipBlankLines();
        if (at >= bytes.length) {
            return null;
        }
        rowStart = at;
        rowLine = line;
        List<String> fields = new ArrayList<>();
        do {
            if (fields.size() == FIELDS_MAX) {
                throw tooLarge("more than " + FIELDS_MAX + " fields");
            }
            fields.add(isAt(dialect.quote()) ? quoted() : plain());
        } while (skipDelimiter());
        return fields;
    }

    /** Number of the line on which the row starts that was read last. */
    int line() {
        return rowLine;
    }

    /** The bytes of the row that was read last, its end left out. */
    byte[] row() {
        return Arrays.copyOfRange(bytes, rowStart, at);
    }

    private void skipBlankLines() {
        while (atEndOfLine() && at < bytes.length) {
            if (bytes[at] == '\n' || !(at + 1 < bytes.length && bytes[at + 1] == '\n')) {
                line++;
            }
            at++;
        }
    }

    private String plain() throws EventException {
        int start = at;
        while (!atEndOfLine() && bytes[at] != dialect.delimiter()) {
            at++;
        }
        requireShort(at - start);
        return new String(bytes, start, at - start, StandardCharsets.UTF_8);
    }

    private String quoted() throws EventException {
        at++;
        int start = at;
        ByteArrayOutputStream unescaped = null;
        int openedOn = line;
        while (true) {
            int end = closingQuote(openedOn);
            at = end + 1;
            if (isAt(dialect.quote())) {
                unescaped = unescaped == null ? new ByteArrayOutputStream() : unescaped;
                unescaped.write(bytes, start, end + 1 - start);
                start = ++at;
                requireShort(unescaped.size());
                continue;
            }
            requireDelimiter();
            requireShort(end - start);
            if (unescaped == null) {
                return new String(bytes, start, end - start, StandardCharsets.UTF_8);
            }
            unescaped.write(bytes, start, end - start);
            return unescaped.toString(StandardCharsets.UTF_8);
        }
    }

    private int closingQuote(int openedOn) throws EventException {
        int end = at;
        while (end < bytes.length && bytes[end] != dialect.quote()) {
            line += bytes[end] == '\n' ? 1 : 0;
            end++;
        }
        if (end == bytes.length) {
            throw malformed(openedOn, "the quote is never closed");
        }
        return end;
    }

    private void requireDelimiter() throws EventException {
        if (!atEndOfLine() && bytes[at] != dialect.delimiter()) {
            throw malformed(line, "there is text after a closing quote; a quote within quotes is written twice");
        }
    }

    private boolean skipDelimiter() {
        boolean there = at < bytes.length && bytes[at] == dialect.delimiter();
        at += there ? 1 : 0;
        return there;
    }

    private boolean isAt(int expected) {
        return at < bytes.length && bytes[at] == expected;
    }

    private boolean atEndOfLine() {
        return at >= bytes.length || bytes[at] == '\n' || bytes[at] == '\r';
    }

    private void requireShort(int length) throws EventException {
        if (length > FIELD_BYTES_MAX) {
            throw tooLarge("a field of more than " + FIELD_BYTES_MAX + " bytes");
        }
    }

    private EventException tooLarge(String what) {
        return new EventException(ErrorCode.TOO_LARGE, "line " + rowLine + ": " + what);
    }

    private static EventException malformed(int line, String what) {
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, "line " + line + ": " + what);
    }
}
