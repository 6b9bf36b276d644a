package io.bytefreezer.transformations.filters.text;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.value.DeepCopy;
import io.bytefreezer.transformations.value.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one event many.
 *
 * @param field a text or a list
 * @param terminator what ends each part of a text
 * @param target where each part goes; nothing for the field itself
 */
public record Split(FieldPath field, String terminator, Optional<FieldPath> target) implements Filter {

    private static final Option<FieldPath> FIELD =
            Option.path("field", "Text or list to split.").defaultsTo("message");
    private static final Option<String> TERMINATOR =
            Option.text("terminator", "What ends each part of a text.").defaultsTo("\n");
    private static final Option<FieldPath> TARGET =
            Option.path("target", "Field for the part; by default the one that was split, which else is removed.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "split",
            "Makes an event of each part of a text, or of each element of a list. Each goes on by itself, with copies of the"
                    + " other fields. Empty parts of a text make no event; an event whose list or text is empty goes on"
                    + " as it is.",
            List.of(FIELD, TERMINATOR, TARGET),
            options -> new Split(options.get(FIELD), options.get(TERMINATOR), options.find(TARGET)),
            examples());

    /** How much the copies may weigh together, in payloads of the largest size. */
    private static final int PAYLOADS_MAX = 8;

    private static List<Example> examples() {
        return List.of(
                Example.becomes("A list of one, into another field", """
                        {"field": "records", "target": "record"}""", """
                        {"host": "web1", "records": [{"status": 200}]}""", """
                        {"host": "web1", "record": {"status": 200}}"""),
                Example.becomes("A text without another line", """
                        {}""", """
                        {"host": "web1", "message": "started\\n"}""", """
                        {"host": "web1", "message": "started"}"""),
                Example.becomes("Nothing to split", """
                        {"field": "records"}""", """
                        {"host": "web1", "records": []}""", """
                        {"host": "web1", "records": []}"""),
                Example.rejected("Neither text nor list", """
                        {"field": "records"}""", """
                        {"records": {"a": 1}}""", ErrorCode.WRONG_TYPE));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (terminator.isEmpty()) {
            scope.config().at("terminator").report("an empty terminator ends nothing");
            return FilterFunction.NOTHING;
        }
        return event -> apply(event, scope.limits());
    }

    private Verdict apply(Event event, Limits limits) {
        Object value = event.get(field);
        if (value == null) {
            return Verdict.PASS;
        }
        List<?> parts = switch (value) {
            case String text -> parts(text, limits.events());
            case List<?> list -> list;
            default -> null;
        };
        if (parts == null) {
            return new Verdict.Reject(ErrorCode.WRONG_TYPE, "'" + field + "' is neither a text nor a list");
        }
        FieldPath to = target.orElse(field);
        if (!event.canSet(to)) {
            return Verdict.pathConflict(to);
        }
        if (parts.size() > limits.events()) {
            return new Verdict.Reject(
                    ErrorCode.TOO_MANY_EVENTS, "'" + field + "' has more than " + limits.events() + " parts");
        }
        return parts.isEmpty() ? Verdict.PASS : split(event, to, parts, limits);
    }

    /** The parts that are not empty; one more than the limit when there are more, never all of a text of a million lines. */
    private List<String> parts(String text, int partsMax) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length() && parts.size() <= partsMax) {
            int end = text.indexOf(terminator, at);
            int partEnd = end < 0 ? text.length() : end;
            if (partEnd > at) {
                parts.add(text.substring(at, partEnd));
            }
            at = end < 0 ? text.length() : end + terminator.length();
        }
        return parts;
    }

    private Verdict split(Event event, FieldPath to, List<?> parts, Limits limits) {
        Event rest = event.sibling(DeepCopy.ofMap(event.fields()));
        rest.remove(field);
        if (!rest.canSet(to)) {
            return Verdict.pathConflict(to);
        }
        long weightMax = (long) PAYLOADS_MAX * limits.payloadBytes();
        if (Weight.of(rest.fields()) * parts.size() > weightMax) {
            return new Verdict.Reject(
                    ErrorCode.TOO_LARGE,
                    "the fields beside '" + field + "' are too large to be copied " + parts.size()
                            + " times; remove some of them first");
        }
        List<Map<String, @Nullable Object>> events = new ArrayList<>(parts.size());
        for (Object part : parts) {
            Event made = event.sibling(DeepCopy.ofMap(rest.fields()));
            made.set(to, DeepCopy.of(part));
            events.add(made.fields());
        }
        return new Verdict.Split(events);
    }
}
