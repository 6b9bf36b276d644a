package io.bytefreezer.proxy.join;

/** Says of each line how it stands to those before it. Implementations are immutable. */
public sealed interface LineRule permits LinePattern, CriLines {

    /** The place of this line, which has no end of line. */
    Place of(byte[] line);

    /** How a line stands to the others of its stream. */
    enum Part {
        /** It belongs to no other; those that wait go on waiting. */
        ALONE,
        /** It is the first of its block, and ends the one before. */
        FIRST,
        /** It goes on with its block, and others may follow. */
        FURTHER,
        /** It ends its block. */
        LAST
    }

    /**
     * Where a line belongs.
     *
     * @param stream which of the streams of its source; empty where there is only one
     * @param part how it stands to the others of that stream
     */
    record Place(String stream, Part part) {}
}
