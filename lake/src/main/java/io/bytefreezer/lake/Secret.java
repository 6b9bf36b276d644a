package io.bytefreezer.lake;

/**
 * A value that must not be seen in logs: it prints as {@code ***}.
 *
 * @param value the secret itself, never null
 */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
