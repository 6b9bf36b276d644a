package io.bytefreezer.lake.table;

/** Quoting for DuckDB's SQL, so that no name or path is ever read as anything else. */
public final class Sql {

    private Sql() {}

    /** A quoted identifier. */
    public static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A string literal. */
    public static String text(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
