package io.bytefreezer.lake.shape;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.bytefreezer.lake.spool.RowBytes;
import io.bytefreezer.lake.table.ColumnType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of bodies as most are: one flat object of ASCII without escapes, whose values fit their columns. It takes a third of the time of a parser that knows all
 * of JSON, and gives up where it would have to know more. For one thread.
 */
final class PlainBody {

    /** Names remembered with their columns; a power of two. */
    private static final int NAMES = 512;

    private static final int HASH_FACTOR = 31;

    private static final int SEQUENCE = 64;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** A body that is not plain weighs this much more than one that is: reading it twice costs. */
    private static final int MISS = 8;

    private static final int MISSES_MAX = 64;

    private final Targets targets;
    private final RowBytes row;
    private final PlainNumber number;
    private final @Nullable Name[] names = new Name[NAMES];
    /** The names of the last body, in its order: most bodies have the order of the one before. */
    private final @Nullable Name[] sequence = new Name[SEQUENCE];

    private byte[] body = {};
    private int at;
    private int misses;

    PlainBody(Targets targets, RowBytes row) {
        this.targets = targets;
        this.row = row;
        this.number = new PlainNumber(row);
    }

    private static final class Name {
        private final byte[] bytes;
        /** The name and the quote after it, filled up to whole words. */
        private final byte[] quoted;

        /** The bits of the last word that count. */
        private final long lastMask;

        private final Target target;

        Name(byte[] bytes, Target target) {
            this.bytes = bytes;
            this.target = target;
            this.quoted = Arrays.copyOf(bytes, (bytes.length + Long.BYTES) / Long.BYTES * Long.BYTES);
            this.quoted[bytes.length] = '"';
            byte[] counting = new byte[Long.BYTES];
            Arrays.fill(counting, 0, bytes.length % Long.BYTES + 1, (byte) -1);
            this.lastMask = (long) LONGS.get(counting, 0);
        }
    }

    /** Writes all values of the body; false if it is not plain, and then some of them may be written. */
    boolean write(byte[] object, long rowNumber) {
        if (misses > MISSES_MAX / 2) {
            misses--;
            return false;
        }
        body = object;
        at = 0;
        boolean isPlain = values(rowNumber);
        misses = isPlain ? Math.max(0, misses - 1) : Math.min(MISSES_MAX, misses + MISS);
        return isPlain;
    }

    private boolean values(long rowNumber) {
        if (!take('{')) {
            return false;
        }
        if (take('}')) {
            return isEnd();
        }
        int place = 0;
        do {
            Target target = target(place++);
            if (target == null || !take(':') || !value(target, rowNumber)) {
                return false;
            }
        } while (take(','));
        return take('}') && isEnd();
    }

    /** The column of the name that stands here; null if it has none, or is not plain. */
    private @Nullable Target target(int place) {
        if (!take('"')) {
            return null;
        }
        Name expected = place < SEQUENCE ? sequence[place] : null;
        if (expected != null && isNext(expected)) {
            at += expected.bytes.length + 1;
            return expected.target;
        }
        Name found = name();
        if (found == null) {
            return null;
        }
        if (place < SEQUENCE) {
            sequence[place] = found;
        }
        return found.target;
    }

    /** Whether this name stands here as a whole. */
    private boolean isNext(Name name) {
        int last = name.quoted.length - Long.BYTES;
        if (at + last > body.length - Long.BYTES) {
            // Near the end of the body: found like any other.
            return false;
        }
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) LONGS.get(name.quoted, i) != (long) LONGS.get(body, at + i)) {
                return false;
            }
        }
        return (((long) LONGS.get(name.quoted, last) ^ (long) LONGS.get(body, at + last)) & name.lastMask) == 0;
    }

    private @Nullable Name name() {
        int from = at;
        int end = plainEnd(body, from);
        if (end < 0) {
            return null;
        }
        at = end + 1;
        int slot = slot(from, end);
        Name known = names[slot];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, body, from, end)) {
            return known;
        }
        byte[] name = Arrays.copyOfRange(body, from, end);
        Target target = targets.of(new String(name, US_ASCII));
        if (target == null) {
            return null;
        }
        Name made = new Name(name, target);
        names[slot] = made;
        return made;
    }

    private int slot(int from, int end) {
        int hash = end - from;
        for (int i = from; i < end; i++) {
            hash = HASH_FACTOR * hash + body[i];
        }
        return (hash ^ (hash >>> Short.SIZE)) & (NAMES - 1);
    }

    private boolean value(Target target, long rowNumber) {
        skipBlanks();
        if (at == body.length) {
            return false;
        }
        if (body[at] == 'n') {
            return takeWord("null");
        }
        if (target.hasValueIn(rowNumber)) {
            return false;
        }
        boolean isWritten = switch (body[at]) {
            case '"' -> text(target);
            case 't' -> flag(target, "true");
            case 'f' -> flag(target, "false");
            default -> number(target);
        };
        if (isWritten) {
            target.markValue(rowNumber);
        }
        return isWritten;
    }

    private boolean text(Target target) {
        int from = at + 1;
        int end = plainEnd(body, from);
        if (end >= 0 && target.tableType() == ColumnType.TIMESTAMPTZ) {
            return time(target, from, end);
        }
        if (end < 0 || !target.takes(ColumnType.STRING)) {
            return false;
        }
        at = end + 1;
        if (target.tableType() == null) {
            target.observe(ObservedType.STRING);
        }
        row.text(target.field(), body, from, end);
        return true;
    }

    private boolean time(Target target, int from, int end) {
        at = end + 1;
        OptionalLong micros = IsoTime.micros(new String(body, from, end - from, US_ASCII));
        micros.ifPresent(value -> row.wholeNumber(target.field(), value));
        return micros.isPresent();
    }

    private boolean flag(Target target, String word) {
        if (target.tableType() != ColumnType.BOOLEAN || !takeWord(word)) {
            return false;
        }
        row.flag(target.field(), word.equals("true"));
        return true;
    }

    private boolean number(Target target) {
        if (!number.read(body, at)) {
            return false;
        }
        at = number.end();
        return number.write(target);
    }

    private boolean takeWord(String word) {
        int end = at + word.length();
        if (end > body.length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (body[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at = end;
        return true;
    }

    private boolean take(char wanted) {
        if (at < body.length && body[at] == wanted) {
            at++;
            return true;
        }
        skipBlanks();
        if (at < body.length && body[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isEnd() {
        skipBlanks();
        return at == body.length;
    }

    private void skipBlanks() {
        while (at < body.length && body[at] <= ' ' && isBlank(body[at])) {
            at++;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Where the JSON string whose text begins here ends, if all of it is ASCII without a backslash or control character, so that its source is its text; negative if not. */
    static int plainEnd(byte[] source, int from) {
        int end = from;
        while (end <= source.length - Long.BYTES && isPlain((long) LONGS.get(source, end))) {
            end += Long.BYTES;
        }
        while (end < source.length && source[end] >= ' ' && source[end] != '"' && source[end] != '\\') {
            end++;
        }
        return end < source.length && source[end] == '"' ? end : -1;
    }

    /**
     * Whether none of eight bytes is a quote, a backslash, a control character or no ASCII. May be false for others beside one of those, never true with one.
     *
     * @see <a href="https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord">Bit Twiddling Hacks</a>
     */
    private static boolean isPlain(long bytes) {
        long quotes = bytes ^ (ONES * '"');
        long backslashes = bytes ^ (ONES * '\\');
        long quoted = (quotes - ONES) & ~quotes;
        long escaped = (backslashes - ONES) & ~backslashes;
        long controlled = (bytes - ONES * ' ') & ~bytes;
        long found = quoted | escaped | controlled | bytes;
        return (found & HIGH_BITS) == 0;
    }
}
