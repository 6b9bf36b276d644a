package io.bytefreezer.transformations.check;

import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.value.LooseEquality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in what two values differ. The order of an object's keys does not count, nor does how a number is written. */
final class Difference {

    private static final int SHOWN_CHARS_MAX = 120;
    private static final int DIFFERENCES_SHOWN_MAX = 5;

    private Difference() {}

    /** Adds each difference with its place. */
    static void between(@Nullable Object wanted, @Nullable Object came, String place, List<String> differences) {
        if (wanted instanceof Map<?, ?> wantedMap && came instanceof Map<?, ?> cameMap) {
            betweenMaps(wantedMap, cameMap, place, differences);
        } else if (wanted instanceof List<?> wantedList
                && came instanceof List<?> cameList
                && wantedList.size() == cameList.size()) {
            for (int i = 0; i < wantedList.size(); i++) {
                between(wantedList.get(i), cameList.get(i), place + "/" + i, differences);
            }
        } else if (!areEqual(wanted, came)) {
            differences.add((place.isEmpty() ? "it" : place) + " is " + shown(came) + " instead of " + shown(wanted));
        }
    }

    private static void betweenMaps(Map<?, ?> wanted, Map<?, ?> came, String place, List<String> differences) {
        wanted.forEach((key, value) -> {
            if (came.containsKey(key)) {
                between(value, came.get(key), place + "/" + key, differences);
            } else {
                differences.add(place + "/" + key + " is missing, instead of " + shown(value));
            }
        });
        came.forEach((key, value) -> {
            if (!wanted.containsKey(key)) {
                differences.add(place + "/" + key + " is there, with " + shown(value));
            }
        });
    }

    private static boolean areEqual(@Nullable Object wanted, @Nullable Object came) {
        return Objects.equals(wanted, came)
                || (isNumber(wanted) && isNumber(came) && wanted != null && LooseEquality.areEqual(came, wanted));
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof ExactNumber;
    }

    /** The first few of them, and how many more there are; nothing when there are none. */
    static Optional<String> summary(List<String> differences) {
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        int more = differences.size() - DIFFERENCES_SHOWN_MAX;
        String first = String.join("; ", differences.subList(0, Math.min(differences.size(), DIFFERENCES_SHOWN_MAX)));
        return Optional.of(more > 0 ? first + "; and " + more + " more" : first);
    }

    /** A value as JSON, shortened. */
    static String shown(@Nullable Object value) {
        Map<String, @Nullable Object> wrapped = new LinkedHashMap<>();
        wrapped.put("", value);
        String json = JsonWriter.text(wrapped);
        String text = json.substring("{\"\":".length(), json.length() - 1);
        return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "…";
    }
}
