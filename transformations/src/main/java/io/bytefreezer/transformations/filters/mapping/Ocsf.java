package io.bytefreezer.transformations.filters.mapping;

import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of a class of the Open Cybersecurity Schema Framework, version 1.7.0 (schema.ocsf.io).
 *
 * @param eventClass which class
 * @param product what observed the event, where the event does not say
 * @param vendor who makes that product, where the event does not say
 */
public record Ocsf(String eventClass, String product, String vendor) implements Filter {

    private static final String VERSION = "1.7.0";
    private static final long INFORMATIONAL = 1;

    /** Severities of syslog (RFC 5424), of CEF and of loggers, as {@code severity_id}. */
    private static final Map<String, Long> SEVERITIES = Map.ofEntries(
            Map.entry("emerg", 6L),
            Map.entry("fatal", 6L),
            Map.entry("alert", 5L),
            Map.entry("crit", 5L),
            Map.entry("critical", 5L),
            Map.entry("very-high", 5L),
            Map.entry("err", 4L),
            Map.entry("error", 4L),
            Map.entry("high", 4L),
            Map.entry("warning", 3L),
            Map.entry("warn", 3L),
            Map.entry("medium", 3L),
            Map.entry("low", 2L));

    private static final Option<String> CLASS = Option.choice(
                    "class",
                    OcsfClass.names(),
                    "The class: `http_activity` (4002), `authentication` (3002) or `network_activity` (4001).")
            .required();
    private static final Option<String> PRODUCT = Option.text(
                    "product", "`metadata.product.name`, where the event does not name its device's product.")
            .defaultsTo("Unknown");
    private static final Option<String> VENDOR = Option.text(
                    "vendor", "`metadata.product.vendor_name`, where the event does not name its device's vendor.")
            .defaultsTo("Unknown");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "ocsf",
            "Makes the event one of the Open Cybersecurity Schema Framework " + VERSION
                    + ", by tables for the fields of"
                    + " access logs, CEF, syslog and flows. `activity_id` comes from the method or from `action`, `status_id`"
                    + " from the response or from `outcome`, `severity_id` from `severity` or `level`. Fields without a place"
                    + " in the class go to `unmapped`.",
            List.of(CLASS, PRODUCT, VENDOR),
            options -> new Ocsf(options.get(CLASS), options.get(PRODUCT), options.get(VENDOR)),
            List.of(
                    Example.becomes("An access log", """
                            {"class": "http_activity", "product": "nginx", "vendor": "F5"}""", """
                            {"client": "192.0.2.7", "timestamp": "2026-10-11T22:14:15Z", "method": "GET", "path": "/cart",
                             "status": 503, "shard": 3}""", """
                            {"class_uid": 4002, "category_uid": 4, "activity_id": 3, "type_uid": 400203,
                             "severity_id": 1, "status_id": 2, "time": 1791756855000,
                             "src_endpoint": {"ip": "192.0.2.7"},
                             "http_request": {"http_method": "GET", "url": {"path": "/cart"}},
                             "http_response": {"code": 503},
                             "metadata": {"version": "1.7.0", "product": {"name": "nginx", "vendor_name": "F5"}},
                             "unmapped": {"shard": 3}}"""),
                    Example.becomes("A failed logon", """
                            {"class": "authentication", "product": "OpenSSH", "vendor": "OpenBSD"}""", """
                            {"user": "root", "src_ip": "203.0.113.9", "outcome": "failure", "severity": "warning"}""", """
                            {"class_uid": 3002, "category_uid": 3, "activity_id": 1, "type_uid": 300201,
                             "severity_id": 3, "status_id": 2, "time": 1791756860000, "user": {"name": "root"},
                             "src_endpoint": {"ip": "203.0.113.9"},
                             "metadata": {"version": "1.7.0", "product": {"name": "OpenSSH", "vendor_name": "OpenBSD"}},
                             "unmapped": {"outcome": "failure", "severity": "warning"}}"""),
                    Example.becomes("What a firewall refused, by CEF", """
                            {"class": "network_activity"}""", """
                            {"device_vendor": "Acme", "device_product": "Wall", "severity": "High", "src": "192.0.2.7",
                             "dst": "198.51.100.2", "dpt": 443, "proto": "TCP", "act": "deny"}""", """
                            {"class_uid": 4001, "category_uid": 4, "activity_id": 5, "type_uid": 400105,
                             "severity_id": 4, "status_id": 0, "time": 1791756860000,
                             "src_endpoint": {"ip": "192.0.2.7"}, "dst_endpoint": {"ip": "198.51.100.2", "port": 443},
                             "connection_info": {"protocol_name": "tcp"},
                             "metadata": {"product": {"name": "Wall", "vendor_name": "Acme"}, "version": "1.7.0"},
                             "unmapped": {"severity": "High", "act": "deny"}}""")));

    private static final FieldPath TIME = FieldPath.of("time");
    private static final FieldPath SCHEMA_VERSION = FieldPath.of("metadata.version");
    private static final FieldPath PRODUCT_NAME = FieldPath.of("metadata.product.name");
    private static final FieldPath VENDOR_NAME = FieldPath.of("metadata.product.vendor_name");

    @Override
    public FilterFunction compile(FilterScope scope) {
        OcsfClass compiled = OcsfClass.named(eventClass);
        return event -> apply(event, compiled);
    }

    private Verdict apply(Event event, OcsfClass type) {
        FieldTable.Mapped parts = type.table().map(event);
        Event mapped = parts.mapped();
        setIfMissing(mapped, TIME, event.input().receivedAt().toEpochMilli());
        setIfMissing(mapped, SCHEMA_VERSION, VERSION);
        setIfMissing(mapped, PRODUCT_NAME, product);
        setIfMissing(mapped, VENDOR_NAME, vendor);
        long activity = type.activity(event, mapped);
        long severity = severity(event);
        long status = type.status(event, mapped);
        Map<String, @Nullable Object> fields = event.fields();
        fields.clear();
        fields.put("class_uid", type.uid());
        fields.put("category_uid", type.category());
        fields.put("activity_id", activity);
        fields.put("type_uid", type.uid() * 100 + activity);
        fields.put("severity_id", severity);
        fields.put("status_id", status);
        fields.put("time", mapped.get(TIME));
        fields.putAll(mapped.fields());
        if (!parts.rest().isEmpty()) {
            fields.put("unmapped", parts.rest());
        }
        return Verdict.PASS;
    }

    private static void setIfMissing(Event mapped, FieldPath path, Object value) {
        if (!mapped.has(path)) {
            mapped.set(path, value);
        }
    }

    private static long severity(Event event) {
        Object severity = event.fields().get("severity");
        Object found = severity == null ? event.fields().get("level") : severity;
        return found instanceof String text
                ? SEVERITIES.getOrDefault(text.toLowerCase(Locale.ROOT), INFORMATIONAL)
                : INFORMATIONAL;
    }
}
