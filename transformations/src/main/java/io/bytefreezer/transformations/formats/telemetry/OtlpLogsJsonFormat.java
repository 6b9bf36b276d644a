package io.bytefreezer.transformations.formats.telemetry;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.json.JsonReader;
import java.util.List;

/**
 * Log records as OpenTelemetry's collectors export them in JSON: "OTLP Specification 1.5.0", section "JSON Protobuf Encoding",
 * and {@code opentelemetry/proto/logs/v1/logs.proto}.
 */
public record OtlpLogsJsonFormat() implements Format {

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "otlp_logs_json",
            "OpenTelemetry logs in OTLP's JSON, one event a log record: `timestamp` (when it happened, else when it"
                    + " was observed) with nanoseconds, `severity_number`, `severity_text`, `body`, `attributes`,"
                    + " `trace_id`, `span_id`, and `resource` and `scope` that it came from. Values keep their kinds;"
                    + " bytes stay Base64.",
            List.of("otlp_logs_json", "otlp", "otlp_json", "application/x-otlp-logs+json"),
            Detector.NEVER,
            List.of(),
            options -> new OtlpLogsJsonFormat(),
            List.of(
                    FormatExample.events("Two records of one scope", """
                            {"resourceLogs": [{"resource": {"attributes": [
                               {"key": "service.name", "value": {"stringValue": "shop"}}]},
                              "scopeLogs": [{"scope": {"name": "cart", "version": "1.2"}, "logRecords": [
                                {"timeUnixNano": "1791756855123456789", "severityNumber": 17, "severityText": "ERROR",
                                 "body": {"stringValue": "out of stock"}, "attributes": [
                                   {"key": "item", "value": {"intValue": "9007199254740993"}},
                                   {"key": "tags", "value": {"arrayValue": {"values": [{"boolValue": true}]}}}],
                                 "traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174"},
                                {"observedTimeUnixNano": "1791756855000000000", "body": {"kvlistValue": {"values": [
                                   {"key": "took", "value": {"doubleValue": 1.50}}]}}}]}]}]}""", """
                            {"timestamp": "2026-10-11T22:14:15.123456789Z", "severity_number": 17, "severity_text": "ERROR",
                             "body": "out of stock", "attributes": {"item": 9007199254740993, "tags": [true]},
                             "trace_id": "5b8efff798038103d269b633813fc60c", "span_id": "eee19b7ec3c1b174",
                             "resource": {"service.name": "shop"}, "scope": {"name": "cart", "version": "1.2"}}""", """
                            {"timestamp": "2026-10-11T22:14:15Z", "observed_timestamp": "2026-10-11T22:14:15Z",
                             "body": {"took": 1.50}, "resource": {"service.name": "shop"},
                             "scope": {"name": "cart", "version": "1.2"}}"""),
                    FormatExample.rejected("Spans instead of logs", """
                            {"resourceSpans": []}""", ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        Limits limits = scope.limits();
        JsonReader reader = new JsonReader(limits);
        return input -> OtlpLogs.events(reader.object(input.payload()), limits);
    }
}
