package io.bytefreezer.transformations.lookup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes CSV (RFC 4180) apart, one row after the other. Belongs to one thread. */
final class CsvRows {

    private final CharSequence text;
    private int at;
    private int line = 1;
    private int rowLine = 1;

    private CsvRows(CharSequence text) {
        this.text = text;
        this.at = !text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : 0;
    }

    static CsvRows of(byte[] utf8) throws BrokenCsvException {
        if (utf8.length > CsvTable.BYTES_MAX) {
            throw new BrokenCsvException(1, "the file has more than " + CsvTable.BYTES_MAX + " bytes");
        }
        try {
            return new CsvRows(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)));
        } catch (CharacterCodingException e) {
            throw new BrokenCsvException(1, "the file is not UTF-8");
        }
    }

    /** What is wrong with the row that was read last. */
    BrokenCsvException broken(String reason) {
        return new BrokenCsvException(rowLine, reason);
    }

    /** The cells of the next row; null behind the last one. Empty lines are none. */
    @Nullable List<String> next() throws BrokenCsvException {
        while (at < text.length() && isLineEnd()) {
            endLine();
        }
        rowLine = line;
        if (at == text.length()) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            if (cells.size() == CsvTable.COLUMNS_MAX) {
                throw broken("there are more than " + CsvTable.COLUMNS_MAX + " columns");
            }
            cells.add(cell());
        }
        return cells;
    }

    private String cell() throws BrokenCsvException {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : bare();
    }

    private String bare() throws BrokenCsvException {
        int from = at;
        while (at < text.length() && text.charAt(at) != ',' && !isLineEnd()) {
            if (text.charAt(at) == '"') {
                throw broken("a quotation mark within a cell: quote the whole cell and double the mark");
            }
            at++;
        }
        requireShort(at - from);
        return text.subSequence(from, at).toString();
    }

    private String quoted() throws BrokenCsvException {
        at++;
        StringBuilder cell = new StringBuilder();
        while (true) {
            if (at == text.length()) {
                throw broken("a quoted cell has no end");
            }
            char c = text.charAt(at++);
            if (c == '"' && (at == text.length() || text.charAt(at) != '"')) {
                break;
            }
            at += c == '"' ? 1 : 0;
            line += c == '\n' ? 1 : 0;
            cell.append(c);
            requireShort(cell.length());
        }
        requireCellEnd();
        return cell.toString();
    }

    private void requireCellEnd() throws BrokenCsvException {
        if (at < text.length() && text.charAt(at) != ',' && !isLineEnd()) {
            throw broken("text behind the end of a quoted cell");
        }
    }

    private void requireShort(int chars) throws BrokenCsvException {
        if (chars > CsvTable.CELL_CHARS_MAX) {
            throw broken("a cell has more than " + CsvTable.CELL_CHARS_MAX + " characters");
        }
    }

    private boolean isLineEnd() {
        char c = text.charAt(at);
        return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) == '\n'));
    }

    private void endLine() {
        line += text.charAt(at) == '\n' ? 1 : 0;
        at++;
    }
}
