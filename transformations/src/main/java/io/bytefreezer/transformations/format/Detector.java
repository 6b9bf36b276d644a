package io.bytefreezer.transformations.format;

/** Tells from a look at its first bytes whether a payload may be of a format; parsing it decides. */
@FunctionalInterface
public interface Detector {

    /** For formats that no look can tell from text: only a hint or a document chooses them. */
    Detector NEVER = payload -> false;

    /** Whether the payload looks like it. Cheap: it is asked of every payload without a hint. */
    boolean looksLike(byte[] payload);

    /** Looks at the first byte that is no white space. */
    static Detector firstByte(char first) {
        return payload -> {
            for (byte b : payload) {
                if (b > ' ' || b < 0) {
                    return b == first;
                }
            }
            return false;
        };
    }
}
