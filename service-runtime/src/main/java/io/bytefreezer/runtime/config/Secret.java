package io.bytefreezer.runtime.config;

/**
 * A password or key. It never shows its value by accident: neither in a log line, nor in a record's text, nor in a
 * configuration problem.
 *
 * @param value the clear text; ask for it only where it is sent
 */
public record Secret(String value) {

    /** What stands for the value wherever it is printed. */
    public static final String MASK = "***";

    /** Whether there is nothing in it. */
    public boolean isBlank() {
        return value.isBlank();
    }

    /** Always {@value #MASK}. */
    @Override
    public String toString() {
        return MASK;
    }
}
