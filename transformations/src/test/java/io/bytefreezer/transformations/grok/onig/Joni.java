package io.bytefreezer.transformations.grok.onig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jcodings.specific.UTF8Encoding;
import org.joni.Matcher;
import org.joni.Option;
import org.joni.Regex;
import org.joni.Region;
import org.joni.WarnCallback;

/** What joni finds, as the oracle. */
final class Joni {

    private static final long NANOSECONDS_MAX = 2_000_000_000;

    private Joni() {}

    /** The expression, compiled; null when joni refuses it. */
    static Regex compile(String expression) {
        byte[] bytes = expression.getBytes(UTF_8);
        try {
            return new Regex(bytes, 0, bytes.length, Option.DEFAULT, UTF8Encoding.INSTANCE, WarnCallback.NONE);
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Where the groups from 1 on begin and end; null when there is no match. */
    static List<Integer> search(Regex regex, byte[] text) {
        Matcher matcher = regex.matcher(text);
        matcher.setTimeout(NANOSECONDS_MAX);
        int result = matcher.search(0, text.length, Option.DEFAULT);
        if (result == Matcher.INTERRUPTED) {
            throw new IllegalStateException("joni takes too long");
        }
        if (result < 0) {
            return null;
        }
        Region region = matcher.getEagerRegion();
        List<Integer> places = new ArrayList<>();
        for (int group = 1; group < region.getNumRegs(); group++) {
            boolean tookPart = region.getBeg(group) >= 0;
            places.add(tookPart ? region.getBeg(group) : -1);
            places.add(tookPart ? region.getEnd(group) : -1);
        }
        return places;
    }

    static boolean isAscii(byte[] text) {
        return new String(text, UTF_8).length() == text.length;
    }

    /** The same of ours. */
    static List<Integer> places(OnigRegex regex, byte[] text) {
        Found found = regex.search(text, isAscii(text));
        if (found.kind() == Found.Kind.GAVE_UP) {
            throw new IllegalStateException("takes too long");
        }
        if (found.kind() == Found.Kind.NONE) {
            return null;
        }
        List<Integer> places = new ArrayList<>();
        for (int group = 1; group <= regex.groups(); group++) {
            boolean tookPart = found.begin(group) >= 0;
            places.add(tookPart ? found.begin(group) : -1);
            places.add(tookPart ? found.end(group) : -1);
        }
        return places;
    }
}
