package io.bytefreezer.transformations.formats.security;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.syslog.SyslogDate;
import io.bytefreezer.transformations.formats.syslog.SyslogFormat;
import io.bytefreezer.transformations.option.Option;
import java.time.ZoneId;
import java.util.List;

/**
 * Messages in the Common Event Format, as OpenText's "Implementing ArcSight Common Event Format (CEF)", version 26, defines
 * it.
 *
 * @param labels whether custom fields are named as their labels say
 * @param timezone zone of dates that name none
 */
public record CefFormat(boolean labels, String timezone) implements Format {

    private static final Option<Boolean> LABELS = Option.flag(
                    "labels",
                    "Whether a custom field is named as its label says: `cs1=dmz cs1Label=Zone` becomes `Zone`. A"
                            + " label that would take another field's place is left as it is.")
            .defaultsTo(true);

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "cef",
            "Security events in ArcSight's Common Event Format (CEF:0 and CEF:1), alone or behind a syslog header,"
                    + " whose fields go to `syslog`. Keys of the extension become fields of their own, `extension_` before"
                    + " those whose names the header has; a key that repeats becomes a list. Keys that the dictionary"
                    + " calls numbers are numbers. `timestamp` is taken from `rt`, `end`, `start` or the syslog header, in"
                    + " this order.",
            List.of("cef", "application/x-cef"),
            Mark.CEF.detector(),
            List.of(LABELS, SyslogFormat.TIMEZONE),
            options -> new CefFormat(options.get(LABELS), options.get(SyslogFormat.TIMEZONE)),
            List.of(
                    FormatExample.events(
                            "A firewall behind a syslog header",
                            "<134>Oct 11 22:14:15 fw01 CEF:0|Acme|Wall|9.1|106023|Deny \\| tcp|5|src=192.0.2.7"
                                    + " spt=51514 dst=198.51.100.2 dpt=443 act=deny cs1Label=Rule cs1=dmz in cnt=3",
                            """
                                {"cef_version": 0, "device_vendor": "Acme", "device_product": "Wall", "device_version": "9.1",
                                 "device_event_class_id": "106023", "name": "Deny | tcp", "severity": "5",
                                 "timestamp": "2026-10-11T22:14:15Z",
                                 "syslog": {"priority": 134, "facility": "local0", "facility_code": 16, "severity": "info",
                                            "severity_code": 6, "rfc": "rfc3164", "timestamp": "2026-10-11T22:14:15Z",
                                            "syslog_timestamp": "Oct 11 22:14:15", "hostname": "fw01"},
                                 "src": "192.0.2.7", "spt": 51514, "dst": "198.51.100.2", "dpt": 443, "act": "deny",
                                 "Rule": "dmz in", "cnt": 3}"""),
                    FormatExample.events(
                            "Escapes, and a time in milliseconds",
                            "CEF:0|Acme|Mail|1|7|spam|High|rt=1791756855123 msg=1 \\= one\\nC:\\\\tmp"
                                    + " request=https://example.com/?q=a suser=Zoë",
                            """
                                {"cef_version": 0, "device_vendor": "Acme", "device_product": "Mail", "device_version": "1",
                                 "device_event_class_id": "7", "name": "spam", "severity": "High",
                                 "timestamp": "2026-10-11T22:14:15.123Z", "rt": 1791756855123,
                                 "msg": "1 = one\\nC:\\\\tmp", "request": "https://example.com/?q=a", "suser": "Zoë"}"""),
                    FormatExample.configured(
                            "Labels left as they are",
                            """
                                {"labels": false}""",
                            "CEF:1|Acme|Wall|9.1|1|login|2|cn1Label=Tries cn1=4 name=again",
                            """
                                {"cef_version": 1, "device_vendor": "Acme", "device_product": "Wall", "device_version": "9.1",
                                 "device_event_class_id": "1", "name": "login", "severity": "2", "cn1Label": "Tries",
                                 "cn1": 4, "extension_name": "again"}"""),
                    FormatExample.rejected(
                            "A header cut short", "CEF:0|Acme|Wall|9.1|1", ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        ZoneId zone = SyslogDate.zone(timezone, scope.config().at(SyslogFormat.TIMEZONE.name()));
        Cef cef = new Cef(labels, zone, scope.limits().fieldNameChars());
        return input -> List.of(cef.parse(input));
    }
}
