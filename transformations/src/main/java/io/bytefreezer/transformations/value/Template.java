package io.bytefreezer.transformations.value;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.option.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A text with variables, cut into its parts once.
 *
 * @param parts what is joined for each event
 */
public record Template(List<Function<Event, String>> parts) {

    private static final Map<String, Function<Event, String>> VARIABLES = variables();

    /** Copies the list. */
    public Template {
        parts = List.copyOf(parts);
    }

    private static Map<String, Function<Event, String>> variables() {
        Map<String, Function<Event, String>> variables = new LinkedHashMap<>();
        variables.put("timestamp", event -> event.input().receivedAt().toString());
        variables.put("tenant_id", event -> event.context().tenant());
        variables.put("dataset_id", event -> event.context().dataset());
        variables.put("line_number", event -> Long.toString(event.input().offset()));
        return variables;
    }

    /** The template that a text says; what is wrong with it is reported. */
    public static Template compile(String text, Site site) {
        List<Function<Event, String>> parts = new ArrayList<>();
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            boolean escaped = open > at && text.charAt(open - 1) == '$';
            int close = escaped ? open + 1 : text.indexOf('}', open);
            if (close < 0) {
                site.report("'${' at position " + open + " has no '}'; write '$${' for the characters themselves");
                break;
            }
            String before = text.substring(at, open);
            parts.add(event -> before);
            if (escaped) {
                parts.add(event -> "{");
            } else {
                parts.add(variable(text.substring(open + 2, close), site));
            }
            at = close + 1;
        }
        String rest = text.substring(at);
        parts.add(event -> rest);
        return new Template(parts);
    }

    private static Function<Event, String> variable(String name, Site site) {
        Function<Event, String> variable = VARIABLES.get(name);
        if (variable == null) {
            site.reportUnknown("variable", name, VARIABLES.keySet());
            return event -> "";
        }
        return variable;
    }

    /** The text for an event. */
    public String fill(Event event) {
        if (parts.size() == 1) {
            return parts.getFirst().apply(event);
        }
        StringBuilder filled = new StringBuilder();
        for (Function<Event, String> part : parts) {
            filled.append(part.apply(event));
        }
        return filled.toString();
    }
}
