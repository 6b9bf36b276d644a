package io.bytefreezer.transformations.grok;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A text to try patterns on. It encodes itself once, when that is needed; owned by one thread. */
public final class GrokText {

    private static final int UTF8_BYTES_PER_CHAR_MAX = 3;

    private final String string;
    private byte @Nullable [] utf8;

    private GrokText(String string) {
        this.string = string;
    }

    /** This text. */
    public static GrokText of(String string) {
        return new GrokText(string);
    }

    /** Whether its UTF-8 is longer than so many bytes. */
    public boolean isLongerThan(int bytes) {
        return string.length() > bytes
                || ((long) string.length() * UTF8_BYTES_PER_CHAR_MAX > bytes && utf8().length > bytes);
    }

    /** How many bytes its UTF-8 has. */
    public int utf8Length() {
        return utf8().length;
    }

    /** Its UTF-8, which is well-formed: half of a surrogate pair is a question mark. */
    byte[] utf8() {
        byte[] known = utf8;
        if (known == null) {
            known = string.getBytes(StandardCharsets.UTF_8);
            utf8 = known;
        }
        return known;
    }

    /** Whether each of its characters is a byte. */
    boolean isAscii() {
        return utf8().length == string.length();
    }

    String string() {
        return string;
    }

    /** A part of it, from one byte to another. */
    String part(int begin, int end) {
        return isAscii()
                ? string.substring(begin, end)
                : new String(utf8(), begin, end - begin, StandardCharsets.UTF_8);
    }
}
