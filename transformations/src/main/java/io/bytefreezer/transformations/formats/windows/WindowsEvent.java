package io.bytefreezer.transformations.formats.windows;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.FieldNames;
import io.bytefreezer.transformations.value.JsonNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes fields of an {@code <Event>} element. */
final class WindowsEvent {

    private static final List<String> LEVELS =
            List.of("information", "critical", "error", "warning", "information", "verbose");

    /** The field of each attribute of {@code System}'s elements, and of their text. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("Provider@Name", "provider"),
            Map.entry("Provider@Guid", "provider_guid"),
            Map.entry("Provider@EventSourceName", "event_source"),
            Map.entry("EventID", "event_id"),
            Map.entry("EventID@Qualifiers", "qualifiers"),
            Map.entry("Version", "version"),
            Map.entry("Level", "level"),
            Map.entry("Task", "task"),
            Map.entry("Opcode", "opcode"),
            Map.entry("Keywords", "keywords"),
            Map.entry("TimeCreated@SystemTime", "timestamp"),
            Map.entry("EventRecordID", "record_id"),
            Map.entry("Correlation@ActivityID", "activity_id"),
            Map.entry("Correlation@RelatedActivityID", "related_activity_id"),
            Map.entry("Execution@ProcessID", "process_id"),
            Map.entry("Execution@ThreadID", "thread_id"),
            Map.entry("Channel", "channel"),
            Map.entry("Computer", "computer"),
            Map.entry("Security@UserID", "user_sid"));

    private static final List<String> INTEGERS = List.of(
            "event_id", "qualifiers", "version", "level", "task", "opcode", "record_id", "process_id", "thread_id");

    private WindowsEvent() {}

    static Map<String, @Nullable Object> fields(XmlElement event, Limits limits) throws EventException {
        XmlElement system = event.child("System");
        if (system == null) {
            throw new EventException(ErrorCode.MALFORMED_PAYLOAD, "not a Windows event: <Event> has no <System>");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        system.children().forEach(element -> system(element, fields));
        if (fields.get("level") instanceof Long level && level >= 0 && level < LEVELS.size()) {
            fields.put("level_name", LEVELS.get(level.intValue()));
        }
        for (XmlElement part : event.children()) {
            switch (part.name()) {
                case "System" -> {}
                case "EventData" -> FieldNames.add(fields, "event_data", data(part, limits));
                case "RenderingInfo" -> rendering(part, fields);
                case "UserData" -> FieldNames.add(fields, "user_data", part.value());
                default -> FieldNames.add(object("other", fields), part.name(), part.value());
            }
        }
        return fields;
    }

    private static void system(XmlElement element, Map<String, @Nullable Object> fields) {
        if (!element.text().isBlank()) {
            put(element.name(), element.text().strip(), fields);
        }
        element.attributes().forEach((name, value) -> put(element.name() + "@" + name, value, fields));
    }

    /** Adds a value of {@code System} under its own field, else to the object {@code system}. */
    private static void put(String key, String value, Map<String, @Nullable Object> fields) {
        String field = FIELDS.get(key);
        if (field == null || fields.containsKey(field)) {
            FieldNames.add(object("system", fields), key.replace('@', '_'), value);
            return;
        }
        Long number = INTEGERS.contains(field) ? JsonNumber.integer(value) : null;
        fields.put(field, number == null ? value : number);
    }

    @SuppressWarnings("unchecked") // only made here
    private static Map<String, @Nullable Object> object(String name, Map<String, @Nullable Object> fields) {
        return (Map<String, @Nullable Object>) fields.computeIfAbsent(name, missing -> new LinkedHashMap<>());
    }

    /** {@code <Data Name="a">value</Data>} by name; without names {@code param1}, {@code param2} and so on. */
    private static Map<String, @Nullable Object> data(XmlElement eventData, Limits limits) throws EventException {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        eventData.attributes().forEach((name, value) -> FieldNames.add(data, name, value));
        int position = 0;
        for (XmlElement element : eventData.children()) {
            boolean isData = element.name().equals("Data");
            position += isData ? 1 : 0;
            String name = element.attributes().get("Name");
            if (!isData) {
                FieldNames.add(data, element.name(), element.value());
            } else if (name == null) {
                FieldNames.add(data, "param" + position, element.value());
            } else {
                Object value = element.children().isEmpty() ? element.text() : element.value();
                FieldNames.add(data, FieldNames.requireShort(name, limits.fieldNameChars()), value);
            }
        }
        return data;
    }

    private static void rendering(XmlElement rendering, Map<String, @Nullable Object> fields) {
        XmlElement message = rendering.child("Message");
        if (message != null && message.children().isEmpty()) {
            fields.putIfAbsent("message", message.text().strip());
        }
        FieldNames.add(fields, "rendering", rendering.value());
    }
}
