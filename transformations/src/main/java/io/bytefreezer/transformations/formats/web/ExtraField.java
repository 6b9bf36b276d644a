package io.bytefreezer.transformations.formats.web;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.value.TextType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field that a server is configured to log after those of its format.
 *
 * @param name its name
 * @param type what its text becomes
 */
record ExtraField(String name, TextType type) {

    private static final int FIELDS_MAX = 100;
    private static final Set<String> TAKEN = Set.of(
            "client",
            "identity",
            "user",
            "timestamp",
            "request",
            "method",
            "path",
            "protocol",
            "status",
            "bytes",
            "referrer",
            "agent");

    /** A new option that names such fields. */
    static Option<List<String>> option() {
        return Option.texts(
                        "extra",
                        "Names of the fields that the server logs after these, in order, each a word or in quotes or"
                                + " brackets. A type may follow, as in `request_time:decimal`: string, int, decimal, boolean"
                                + " or timestamp.")
                .defaultsTo(List.of());
    }

    /** The fields that an option says; what is wrong with it is reported. */
    static List<ExtraField> compile(List<String> texts, Site site) {
        List<ExtraField> fields = new ArrayList<>();
        Set<String> taken = new HashSet<>(TAKEN);
        if (texts.size() > FIELDS_MAX) {
            site.report("there are " + texts.size() + " fields; " + FIELDS_MAX + " are allowed");
        }
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            int colon = text.lastIndexOf(':');
            String name = colon < 0 ? text : text.substring(0, colon);
            String type = colon < 0 ? TextType.STRING.label() : text.substring(colon + 1);
            if (name.isBlank()) {
                site.at(i).report("the name is empty");
            } else if (!taken.add(name)) {
                site.at(i).report("there is a field '" + name + "' already");
            }
            if (TextType.named(type).isEmpty()) {
                site.at(i).reportUnknown("type", type, TextType.NAMES);
            }
            fields.add(new ExtraField(name, TextType.named(type).orElse(TextType.STRING)));
        }
        return List.copyOf(fields);
    }

    /** Puts its text into an event; a dash says that there is none. */
    void put(String text, Map<String, @Nullable Object> event) throws EventException {
        if (text.equals("-")) {
            return;
        }
        Object value = type.convert(text);
        if (value == null) {
            throw new EventException(
                    ErrorCode.MALFORMED_PAYLOAD,
                    "field '" + name + "' is no " + type.label() + "; name it without a type");
        }
        event.put(name, value);
    }
}
