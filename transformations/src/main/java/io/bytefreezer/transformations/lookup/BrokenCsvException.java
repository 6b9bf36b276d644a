package io.bytefreezer.transformations.lookup;

/** A table cannot be read. */
final class BrokenCsvException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String reason;

    BrokenCsvException(int line, String reason) {
        super(reason, null, false, false);
        this.line = line;
        this.reason = reason;
    }

    int line() {
        return line;
    }

    String reason() {
        return reason;
    }
}
