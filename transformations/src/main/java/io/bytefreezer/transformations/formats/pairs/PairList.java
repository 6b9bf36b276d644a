package io.bytefreezer.transformations.formats.pairs;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pairs of one line as they are found. A key that repeats has a list of its values. Belongs to one call. */
final class PairList {

    private static final int PAIRS_MAX = 4096;

    private final Map<String, @Nullable Object> event = new LinkedHashMap<>();
    private final int nameCharsMax;
    private int pairs;

    PairList(int nameCharsMax) {
        this.nameCharsMax = nameCharsMax;
    }

    void add(String key, Object value) throws EventException {
        if (++pairs > PAIRS_MAX) {
            throw new EventException(ErrorCode.TOO_LARGE, "more than " + PAIRS_MAX + " pairs");
        }
        if (key.length() > nameCharsMax) {
            throw new EventException(ErrorCode.TOO_LARGE, "a key of more than " + nameCharsMax + " characters");
        }
        Object earlier = event.putIfAbsent(key, value);
        if (earlier != null) {
            event.put(key, append(earlier, value));
        }
    }

    Map<String, @Nullable Object> event() {
        return event;
    }

    private static List<@Nullable Object> append(Object earlier, Object value) {
        if (earlier instanceof Values values) {
            values.add(value);
            return values;
        }
        Values values = new Values();
        values.add(earlier);
        values.add(value);
        return values;
    }

    /** A list that was made here: values themselves are never lists. */
    private static final class Values extends ArrayList<@Nullable Object> {
        private static final long serialVersionUID = 1;
    }
}
