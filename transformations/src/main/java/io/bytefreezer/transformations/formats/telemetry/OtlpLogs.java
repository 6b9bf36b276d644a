package io.bytefreezer.transformations.formats.telemetry;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.EventBudget;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.time.EpochUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes events of an {@code ExportLogsServiceRequest}; used by the call that made it. */
final class OtlpLogs {

    private final EventBudget budget;
    private final List<Map<String, @Nullable Object>> events = new ArrayList<>();

    private OtlpLogs(Limits limits) {
        budget = new EventBudget(limits);
    }

    static List<Map<String, @Nullable Object>> events(Map<String, @Nullable Object> request, Limits limits)
            throws EventException {
        if (!(request.get("resourceLogs") instanceof List<?>)) {
            throw malformed("it has no list \"resourceLogs\"");
        }
        OtlpLogs logs = new OtlpLogs(limits);
        for (Map<?, ?> resourceLogs : objects(request, "resourceLogs")) {
            for (Map<?, ?> scopeLogs : objects(resourceLogs, "scopeLogs")) {
                logs.add(resourceLogs, scopeLogs);
            }
        }
        return logs.events;
    }

    private void add(Map<?, ?> resourceLogs, Map<?, ?> scopeLogs) throws EventException {
        List<Map<?, ?>> records = objects(scopeLogs, "logRecords");
        if (records.isEmpty()) {
            return;
        }
        long repeated = JsonWriter.bytes(origin(resourceLogs, scopeLogs)).length;
        for (Map<?, ?> record : records) {
            budget.spend(repeated);
            Map<String, @Nullable Object> event = record(record);
            // Made anew for each event, which is the caller's to change.
            event.putAll(origin(resourceLogs, scopeLogs));
            events.add(event);
        }
    }

    /** What all records of a scope have in common. */
    private static Map<String, @Nullable Object> origin(Map<?, ?> resourceLogs, Map<?, ?> scopeLogs) {
        Map<String, @Nullable Object> origin = new LinkedHashMap<>();
        if (resourceLogs.get("resource") instanceof Map<?, ?> resource) {
            origin.put("resource", AnyValue.attributes(resource.get("attributes")));
        }
        if (scopeLogs.get("scope") instanceof Map<?, ?> scope) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            copy(scope, "name", fields, "name");
            copy(scope, "version", fields, "version");
            putAttributes(scope, fields);
            origin.put("scope", fields);
        }
        copy(resourceLogs, "schemaUrl", origin, "resource_schema_url");
        copy(scopeLogs, "schemaUrl", origin, "scope_schema_url");
        return origin;
    }

    private static Map<String, @Nullable Object> record(Map<?, ?> record) throws EventException {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        String observed = time(record, "observedTimeUnixNano");
        String time = time(record, "timeUnixNano");
        if (time != null || observed != null) {
            event.put("timestamp", time == null ? observed : time);
        }
        if (observed != null) {
            event.put("observed_timestamp", observed);
        }
        copy(record, "severityNumber", event, "severity_number");
        copy(record, "severityText", event, "severity_text");
        copy(record, "eventName", event, "event_name");
        if (record.get("body") != null) {
            event.put("body", AnyValue.of(record.get("body")));
        }
        putAttributes(record, event);
        copy(record, "traceId", event, "trace_id");
        copy(record, "spanId", event, "span_id");
        copy(record, "flags", event, "flags");
        copy(record, "droppedAttributesCount", event, "dropped_attributes_count");
        return event;
    }

    private static void putAttributes(Map<?, ?> from, Map<String, @Nullable Object> to) {
        if (from.get("attributes") != null) {
            to.put("attributes", AnyValue.attributes(from.get("attributes")));
        }
    }

    /** Copies a value that says something: what is left out and what is empty are one in protocol buffers. */
    private static void copy(Map<?, ?> from, String key, Map<String, @Nullable Object> to, String name) {
        Object value = from.get(key);
        if (value != null && !value.equals("")) {
            to.put(name, value);
        }
    }

    /** Nanoseconds since 1970, in quotes or not, as RFC 3339; null for none, and for zero, which OTLP calls unknown. */
    private static @Nullable String time(Map<?, ?> record, String key) throws EventException {
        Object value = record.get(key);
        if (value == null || value.equals("") || value.equals("0") || value.equals(0L)) {
            return null;
        }
        BigDecimal nanos = value instanceof Long || value instanceof String ? EpochUnit.number(value.toString()) : null;
        Instant time = nanos == null ? null : EpochUnit.NANOS.instant(nanos);
        if (time == null) {
            throw malformed("\"" + key + "\" is no number of nanoseconds since 1970");
        }
        return time.toString();
    }

    private static List<Map<?, ?>> objects(Map<?, ?> parent, String key) throws EventException {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (parent.get(key) instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof Map<?, ?> object)) {
                    throw malformed("\"" + key + "\" holds something else than objects");
                }
                objects.add(object);
            }
        } else if (parent.get(key) != null) {
            throw malformed("\"" + key + "\" is not a list");
        }
        return objects;
    }

    private static EventException malformed(String detail) {
        return new EventException(ErrorCode.MALFORMED_PAYLOAD, "not OTLP logs: " + detail);
    }
}
