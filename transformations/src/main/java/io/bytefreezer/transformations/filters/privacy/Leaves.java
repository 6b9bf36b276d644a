package io.bytefreezer.transformations.filters.privacy;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rewrites the simple values of events, however deep they are; what does not change is not copied. */
@SuppressWarnings("ReferenceEquality") // the same object, not an equal one, says that nothing changed
final class Leaves {

    private Leaves() {}

    /** What becomes of a text, number or flag. */
    @FunctionalInterface
    interface Rewriting {

        /** The value it becomes; the same object when nothing changes. */
        Object of(Object leaf) throws EventException;
    }

    /** Rewrites these fields; without any, the whole event. An event with a value that cannot be rewritten stays as it was. */
    static Verdict rewrite(Event event, List<FieldPath> fields, Rewriting rewriting) {
        try {
            return fields.isEmpty() ? rewriteAll(event, rewriting) : rewriteSome(event, fields, rewriting);
        } catch (EventException e) {
            return new Verdict.Reject(e.code(), e.detail());
        }
    }

    private static Verdict rewriteAll(Event event, Rewriting rewriting) throws EventException {
        Object rewritten = rewritten(event.fields(), rewriting);
        if (rewritten instanceof Map<?, ?> changed && changed != event.fields()) {
            changed.forEach((name, value) -> event.fields().put((String) name, value));
        }
        return Verdict.PASS;
    }

    private static Verdict rewriteSome(Event event, List<FieldPath> fields, Rewriting rewriting) throws EventException {
        Map<FieldPath, Object> changes = new LinkedHashMap<>();
        for (FieldPath field : fields) {
            Object value = event.get(field);
            Object changed = value == null ? null : rewritten(value, rewriting);
            if (changed == null || changed == value) {
                continue;
            }
            if (!event.canSet(field)) {
                return Verdict.pathConflict(field); // an element of a list, which a path can read and not set
            }
            changes.put(field, changed);
        }
        changes.forEach(event::set);
        return Verdict.PASS;
    }

    private static Object rewritten(Object value, Rewriting rewriting) throws EventException {
        return switch (value) {
            case Map<?, ?> map -> rewrittenMap(map, rewriting);
            case List<?> list -> rewrittenList(list, rewriting);
            default -> rewriting.of(value);
        };
    }

    private static Object rewrittenMap(Map<?, ?> map, Rewriting rewriting) throws EventException {
        Map<String, @Nullable Object> copy = null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = entry.getValue();
            Object changed = value == null ? null : rewritten(value, rewriting);
            if (changed != value) {
                copy = copy == null ? new LinkedHashMap<>(withTextKeys(map)) : copy;
                copy.put((String) entry.getKey(), changed);
            }
        }
        return copy == null ? map : copy;
    }

    private static Object rewrittenList(List<?> list, Rewriting rewriting) throws EventException {
        List<@Nullable Object> copy = null;
        for (int i = 0; i < list.size(); i++) {
            Object value = list.get(i);
            Object changed = value == null ? null : rewritten(value, rewriting);
            if (changed != value) {
                copy = copy == null ? new ArrayList<>(list) : copy;
                copy.set(i, changed);
            }
        }
        return copy == null ? list : copy;
    }

    @SuppressWarnings("unchecked") // every map in an event has text keys
    private static Map<String, @Nullable Object> withTextKeys(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }
}
