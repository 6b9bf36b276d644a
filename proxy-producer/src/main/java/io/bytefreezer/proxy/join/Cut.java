package io.bytefreezer.proxy.join;

/** What ended a block that may go on in the next one. */
enum Cut {
    /** It has as many lines as a block may have. */
    LINES("lines_max"),
    /** It has as many bytes as a block may have. */
    BYTES("bytes_max"),
    /** Its source never fell silent. */
    AGE("age_max"),
    /** Too many other sources wait. */
    BLOCKS("senders_max"),
    /** The memory for lines that wait is used up. */
    MEMORY("held_max");

    private final String label;

    Cut(String label) {
        this.label = label;
    }

    /** As an attribute, and as the label of a metric. */
    String label() {
        return label;
    }
}
