package io.bytefreezer.control.decision;

import io.bytefreezer.control.state.TableContent;
import io.bytefreezer.schemas.snapshot.LookupTable;
import io.bytefreezer.transformations.lookup.CsvTable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table that can be used: only {@link #check} makes one. */
public final class ValidTable {

    /** Largest CSV. It is less than what the piper takes from a directory: it goes through a database and over the network. */
    public static final int BYTES_MAX = 16 * 1024 * 1024;

    private final String csv;
    private final TableContent content;

    private ValidTable(String csv, TableContent content) {
        this.csv = csv;
        this.content = content;
    }

    /** What came of checking a table. */
    public sealed interface Checked {

        /** It can be used. */
        record Valid(ValidTable table) implements Checked {}

        /**
         * It cannot.
         *
         * @param line where in the CSV, from 1
         * @param reason what is wrong there and what is allowed
         */
        record Invalid(int line, String reason) implements Checked {}
    }

    /**
     * Checks a table.
     *
     * @param csv the file
     * @param index the columns by which rows are found; none for the first one
     */
    public static Checked check(byte[] csv, List<String> index) {
        return switch (CsvTable.read(csv, index)) {
            case CsvTable.Loaded loaded -> checked(csv, loaded.table());
            case CsvTable.Broken broken -> new Checked.Invalid(broken.line(), broken.reason());
        };
    }

    private static Checked checked(byte[] csv, CsvTable table) {
        String text = new String(csv, StandardCharsets.UTF_8);
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            int line = 1
                    + Math.toIntExact(text.substring(0, nul)
                            .chars()
                            .filter(c -> c == '\n')
                            .count());
            return new Checked.Invalid(line, "a NUL character, which cannot be stored");
        }
        TableContent content =
                new TableContent(LookupTable.sha256(csv), csv.length, table.size(), table.columns(), table.index());
        return new Checked.Valid(new ValidTable(text, content));
    }

    /** The CSV as it was sent. */
    public String csv() {
        return csv;
    }

    /** What is in it. */
    public TableContent content() {
        return content;
    }
}
