package io.bytefreezer.transformations.grok.onig;

/** Looks for the first place of a text from which a machine finds a match. Owned by one thread. */
final class Search {

    private static final int NOWHERE = -1;

    private final Program program;
    private final byte[] text;
    private final Machine machine;

    Search(Program program, byte[] text, Machine machine) {
        this.program = program;
        this.text = text;
        this.machine = machine;
    }

    /**
     * What comes of it.
     *
     * @param lastKnown where a match may begin at the latest
     * @param isExact whether literals were looked for to tell that
     */
    Found.Kind run(int lastKnown, boolean isExact) {
        int last = lastKnown;
        int at = start(0, last);
        boolean isFirst = !isExact;
        while (at >= 0 && at <= last) {
            int end = machine.run(at);
            if (end != Machine.NO_MATCH) {
                return end == Machine.GAVE_UP ? Found.Kind.GAVE_UP : Found.Kind.MATCH;
            }
            at = start(following(at, last), last);
            if (isFirst && at >= 0) {
                last = Math.min(last, Literals.lastStart(program.literals(), text));
                isFirst = false;
            }
        }
        return Found.Kind.NONE;
    }

    /** The first place from here on at which a match may begin. */
    private int start(int from, int last) {
        boolean[] starts = program.starts();
        int at = from;
        if (program.shape().starts() == Starts.ANYWHERE) {
            int end = Math.min(last, text.length - 1);
            while (at <= end && !starts[text[at] & 0xFF]) {
                at++;
            }
        }
        while (at <= last && !starts[at < text.length ? text[at] & 0xFF : ByteSet.END]) {
            at = following(at, last);
        }
        return at <= last ? at : NOWHERE;
    }

    private int following(int at, int last) {
        return switch (program.shape().starts()) {
            case ANYWHERE -> at + 1;
            case LINES -> nextLine(at, last);
            case TEXT -> last + 1;
        };
    }

    private int nextLine(int from, int last) {
        return ByteSearch.first((byte) '\n', text, from, Math.max(from, last)) + 1;
    }
}
