package io.bytefreezer.transformations.event;

/**
 * A filter of a document.
 *
 * @param index its position among the document's filters, from 0
 * @param type its type, e.g. {@code grok}
 */
public record FilterRef(int index, String type) {

    /** As dead letters and metrics name it, e.g. {@code 2:grok}. */
    @Override
    public String toString() {
        return index + ":" + type;
    }
}
