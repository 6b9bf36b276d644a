package io.bytefreezer.transformations.filters.mapping;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.option.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Renames fields to those of the Elastic Common Schema, version 8.17 (elastic.co, "ECS Field Reference").
 *
 * @param kind whose fields they are
 * @param unmapped what becomes of those that the schema has no name for
 * @param keepOriginal whether the event is kept as it was, too
 */
public record Ecs(String kind, String unmapped, boolean keepOriginal) implements Filter {

    private static final FieldPath TIMESTAMP = FieldPath.of("@timestamp");
    private static final FieldPath VERSION = FieldPath.of("ecs.version");
    private static final FieldPath ORIGINAL = FieldPath.of("event.original");

    private static final Option<String> KIND = Option.choice(
                    "kind",
                    Stream.concat(Stream.of("auto"), EcsTables.kinds().stream()).toList(),
                    "Whose fields they are, as the formats name them: `syslog`, `web` (access logs), `cef`, `flow`, `json`"
                            + " (what applications log), or `auto`: whatever the event looks like.")
            .defaultsTo("auto");
    private static final Option<String> UNMAPPED = Option.choice(
                    "unmapped",
                    List.of("keep", "labels", "remove"),
                    "What becomes of fields without a name in the schema: `keep` them as they are, put them into `labels` as"
                            + " texts, or `remove` them. One that is in the way of the schema goes to `labels` anyway.")
            .defaultsTo("keep");
    private static final Option<Boolean> KEEP_ORIGINAL = Option.flag(
                    "keep_original", "Whether `event.original` gets the event as it was, as JSON text.")
            .defaultsTo(false);

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "ecs",
            "Renames fields to those of the Elastic Common Schema " + EcsTables.VERSION
                    + ", by tables for the formats that"
                    + " there are. `@timestamp` is the event's time, or else when it was received.",
            List.of(KIND, UNMAPPED, KEEP_ORIGINAL),
            options -> new Ecs(options.get(KIND), options.get(UNMAPPED), options.get(KEEP_ORIGINAL)),
            List.of(
                    Example.becomes("An access log", "{}", """
                            {"client": "192.0.2.7", "timestamp": "2026-10-11T22:14:15Z", "method": "GET", "path": "/cart",
                             "protocol": "HTTP/1.1", "status": 200, "bytes": 5316, "agent": "curl/8.5.0", "shard": 3}""", """
                            {"@timestamp": "2026-10-11T22:14:15Z", "source": {"ip": "192.0.2.7", "address": "192.0.2.7"},
                             "http": {"request": {"method": "GET"},
                                      "response": {"status_code": 200, "body": {"bytes": 5316}}, "version": "1.1"},
                             "url": {"path": "/cart"}, "user_agent": {"original": "curl/8.5.0"},
                             "ecs": {"version": "8.17.0"}, "shard": 3}"""),
                    Example.becomes("An application's log, the rest in labels", """
                            {"kind": "json", "unmapped": "labels"}""", """
                            {"level": "WARN", "msg": "retrying", "trace_id": "4bf9", "attempt": 2, "tags": ["a"]}""", """
                            {"message": "retrying", "log": {"level": "warn"}, "trace": {"id": "4bf9"},
                             "@timestamp": "2026-10-11T22:14:20Z", "ecs": {"version": "8.17.0"},
                             "labels": {"attempt": "2", "tags": "[\\"a\\"]"}}"""),
                    Example.becomes("A field in the way of the schema", """
                            {"kind": "flow"}""", """
                            {"src_ip": "10.0.0.4", "dst_ip": "10.0.0.5", "source": "edge-2"}""", """
                            {"source": {"ip": "10.0.0.4"}, "destination": {"ip": "10.0.0.5"},
                             "@timestamp": "2026-10-11T22:14:20Z", "ecs": {"version": "8.17.0"},
                             "labels": {"source": "edge-2"}}"""),
                    Example.becomes("With the original", """
                            {"kind": "json", "keep_original": true}""", """
                            {"ts": 1790000000, "message": "up"}""", """
                            {"@timestamp": "2026-09-21T14:13:20Z", "message": "up", "ecs": {"version": "8.17.0"},
                             "event": {"original": "{\\"ts\\":1790000000,\\"message\\":\\"up\\"}"}}""")));

    @Override
    public FilterFunction compile(FilterScope scope) {
        return this::apply;
    }

    private Verdict apply(Event event) {
        FieldTable.Mapped parts = EcsTables.table(kind, event).map(event);
        Event mapped = parts.mapped();
        if (!mapped.has(TIMESTAMP)) {
            mapped.set(TIMESTAMP, event.input().receivedAt().toString());
        }
        mapped.set(VERSION, EcsTables.VERSION);
        if (keepOriginal) {
            mapped.set(ORIGINAL, JsonWriter.text(event.fields()));
        }
        Map<String, @Nullable Object> labels = new LinkedHashMap<>();
        switch (unmapped) {
            case "keep" -> merge(parts.rest(), mapped.fields(), "", labels);
            case "labels" -> parts.rest().forEach((name, value) -> addLabel(name, value, labels));
            default -> parts.rest().clear();
        }
        addLabels(labels, mapped.fields());
        event.fields().clear();
        event.fields().putAll(mapped.fields());
        return Verdict.PASS;
    }

    /** Puts the rest beside what is mapped; what would take the place of something goes to the labels. */
    private static void merge(
            Map<?, ?> rest, Map<String, @Nullable Object> into, String path, Map<String, @Nullable Object> labels) {
        rest.forEach((key, value) -> {
            String name = (String) key;
            if (!into.containsKey(name)) {
                into.put(name, value);
            } else if (value instanceof Map<?, ?> members && into.get(name) instanceof Map<?, ?> present) {
                Map<String, @Nullable Object> both = new LinkedHashMap<>();
                present.forEach((member, own) -> both.put((String) member, own));
                merge(members, both, path + name + ".", labels);
                into.put(name, both);
            } else {
                addLabel(path + name, value, labels);
            }
        });
    }

    private static void addLabels(Map<String, @Nullable Object> labels, Map<String, @Nullable Object> fields) {
        if (labels.isEmpty()) {
            return;
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        if (fields.get("labels") instanceof Map<?, ?> present) {
            present.forEach((name, value) -> all.put((String) name, value));
        } else if (fields.get("labels") != null) {
            all.put("labels", fields.get("labels"));
        }
        labels.forEach((name, value) -> all.put(free(name, all), value));
        fields.put("labels", all);
    }

    /** Labels are keywords: dots in their names would nest them, and objects are written as JSON. */
    private static void addLabel(String name, @Nullable Object value, Map<String, @Nullable Object> labels) {
        if (name.equals("labels") && value instanceof Map<?, ?> members) {
            members.forEach((member, own) -> labels.put(free((String) member, labels), own));
        } else if (value != null) {
            boolean isContainer = value instanceof Map || value instanceof List;
            labels.put(free(name.replace('.', '_'), labels), isContainer ? json(value) : value.toString());
        }
    }

    private static String free(String name, Map<String, ?> taken) {
        String free = name;
        while (taken.containsKey(free)) {
            free += "_";
        }
        return free;
    }

    private static String json(Object value) {
        String wrapped = JsonWriter.text(Map.of("", value));
        return wrapped.substring("{\"\":".length(), wrapped.length() - 1);
    }
}
