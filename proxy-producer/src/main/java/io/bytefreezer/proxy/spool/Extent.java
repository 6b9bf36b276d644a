package io.bytefreezer.proxy.spool;

/**
 * What the spool holds of one dataset. Numbers and bytes only grow, so that what is there is the difference of two of
 * them.
 *
 * @param first number of the oldest event that is there
 * @param next number of the event that comes next
 * @param bytesBefore bytes of all events before the oldest
 * @param bytesTotal bytes of all events ever
 */
record Extent(long first, long next, long bytesBefore, long bytesTotal) {

    static final Extent EMPTY = new Extent(0, 0, 0, 0);

    long events() {
        return next - first;
    }

    long bytes() {
        return bytesTotal - bytesBefore;
    }

    /** With one more event of so many bytes. */
    Extent grown(long bytes) {
        return endingAt(next + 1, bytesTotal + bytes);
    }

    /** With another end. */
    Extent endingAt(long newNext, long newBytesTotal) {
        return new Extent(first, newNext, bytesBefore, newBytesTotal);
    }

    /** With the end of the other. */
    Extent endingAt(Extent other) {
        return endingAt(other.next, other.bytesTotal);
    }

    /** Without the events before this number, which took so many bytes together with all before them. */
    Extent shrunk(long newFirst, long newBytesBefore) {
        return new Extent(newFirst, next, newBytesBefore, bytesTotal);
    }
}
