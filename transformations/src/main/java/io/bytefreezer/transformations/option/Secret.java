package io.bytefreezer.transformations.option;

/**
 * A text that nobody should see: it prints as {@code ***}, so that no log, trace or error shows it.
 *
 * @param text the text itself
 */
public record Secret(String text) {

    @Override
    public String toString() {
        return "***";
    }
}
