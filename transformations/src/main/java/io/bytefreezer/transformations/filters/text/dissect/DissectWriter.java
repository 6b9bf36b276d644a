package io.bytefreezer.transformations.filters.text.dissect;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.value.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the values that a pattern found into the event: all, or none when any cannot be written. */
final class DissectWriter {

    private final DissectFields fields;
    private final Optional<FieldPath> target;
    private final Map<String, ValueType> types;
    private final Limits limits;
    private final FieldPath[] paths;

    DissectWriter(DissectFields fields, Optional<FieldPath> target, Map<String, ValueType> types, Limits limits) {
        this.fields = fields;
        this.target = target;
        this.types = types;
        this.limits = limits;
        this.paths = fields.fixed().stream()
                .map(field -> target.map(object -> object.child(field.path())).orElse(field.path()))
                .toArray(FieldPath[]::new);
    }

    Verdict write(Event event, @Nullable String[] found) throws EventException {
        List<DissectFields.Fixed> fixed = fields.fixed();
        int count = fixed.size() + fields.named().size();
        FieldPath[] where = new FieldPath[count];
        @Nullable Object[] what = new Object[count];
        for (int i = 0; i < fixed.size(); i++) {
            where[i] = paths[i];
            what[i] = typed(fixed.get(i).name(), fixed.get(i).join(found));
        }
        for (int i = fixed.size(); i < count; i++) {
            DissectFields.Named named = fields.named().get(i - fixed.size());
            String name = nameOf(named, event, found);
            FieldPath literal = new FieldPath(name, List.of(name));
            where[i] = target.map(object -> object.child(literal)).orElse(literal);
            what[i] = typed(name, String.valueOf(found[named.value()]));
        }
        for (FieldPath path : where) {
            if (!event.canSet(path)) {
                return Verdict.pathConflict(path);
            }
        }
        for (int i = 0; i < count; i++) {
            event.set(where[i], what[i]);
        }
        return Verdict.PASS;
    }

    private @Nullable Object typed(String name, String text) throws EventException {
        ValueType type = types.isEmpty() ? null : types.get(name);
        return type == null ? text : type.ofText(name, text);
    }

    private String nameOf(DissectFields.Named named, Event event, @Nullable String[] found) throws EventException {
        Object name = named.name() >= 0 ? found[named.name()] : event.get(named.source());
        if (!(name instanceof String text) || text.isEmpty() || text.length() > limits.fieldNameChars()) {
            throw new EventException(
                    ErrorCode.BAD_VALUE,
                    "'" + named.source() + "' is to name a field, and is empty, too long or no text");
        }
        return text;
    }
}
