package io.bytefreezer.lake.filter;

/** How a column is compared with a constant. */
public enum Operator {
    /** The same. */
    EQUAL,
    /** Before it. */
    LESS,
    /** Before it, or the same. */
    LESS_OR_EQUAL,
    /** After it. */
    GREATER,
    /** After it, or the same. */
    GREATER_OR_EQUAL;

    /** The operator with its sides exchanged. */
    public Operator flipped() {
        return switch (this) {
            case EQUAL -> EQUAL;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }
}
