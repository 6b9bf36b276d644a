package io.bytefreezer.transformations.formats.security;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.syslog.SyslogDate;
import io.bytefreezer.transformations.formats.syslog.SyslogFormat;
import java.time.ZoneId;
import java.util.List;

/**
 * Messages in the Log Event Extended Format, as IBM's "QRadar Log Event Extended Format (LEEF)", versions 1.0 and 2.0, defines
 * it.
 *
 * @param timezone zone of dates that name none
 */
public record LeefFormat(String timezone) implements Format {

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "leef",
            "Security events in IBM's Log Event Extended Format (LEEF 1.0 and 2.0), alone or behind a syslog header,"
                    + " whose fields go to `syslog`. Attributes are divided by tabs, or in 2.0 by what the header names,"
                    + " such as `^`, `x5E` or `0x5E`; they become fields of their own, `attribute_` before those whose"
                    + " names the header has, and one that repeats becomes a list. `timestamp` is taken from `devTime`,"
                    + " read in the way of `devTimeFormat` where there is one, else from the syslog header.",
            List.of("leef", "application/x-leef"),
            Mark.LEEF.detector(),
            List.of(SyslogFormat.TIMEZONE),
            options -> new LeefFormat(options.get(SyslogFormat.TIMEZONE)),
            List.of(
                    FormatExample.events(
                            "LEEF 1.0, divided by tabs",
                            "LEEF:1.0|Acme|Wall|9.1|deny|src=192.0.2.7\tdst=198.51.100.2\tsrcPort=51514\tsev=5"
                                    + "\tdevTime=Oct 11 2026 22:14:15\tmsg=a = b",
                            """
                                {"leef_version": "1.0", "device_vendor": "Acme", "device_product": "Wall",
                                 "device_version": "9.1", "event_id": "deny", "timestamp": "2026-10-11T22:14:15Z",
                                 "src": "192.0.2.7", "dst": "198.51.100.2", "srcPort": 51514, "sev": 5,
                                 "devTime": "Oct 11 2026 22:14:15", "msg": "a = b"}"""),
                    FormatExample.events(
                            "LEEF 2.0 behind a syslog header, with a delimiter and a date format of its own",
                            "<13>1 2026-10-11T22:14:16Z fw01 wall - - - LEEF:2.0|Acme|Wall|9.1|login|x5E|"
                                    + "usrName=zoe^devTime=11.10.2026 22-14-15^devTimeFormat=dd.MM.yyyy HH-mm-ss",
                            """
                                {"leef_version": "2.0", "device_vendor": "Acme", "device_product": "Wall",
                                 "device_version": "9.1", "event_id": "login", "timestamp": "2026-10-11T22:14:15Z",
                                 "syslog": {"priority": 13, "facility": "user", "facility_code": 1, "severity": "notice",
                                            "severity_code": 5, "rfc": "rfc5424", "version": 1,
                                            "timestamp": "2026-10-11T22:14:16Z", "hostname": "fw01", "app_name": "wall"},
                                 "usrName": "zoe", "devTime": "11.10.2026 22-14-15",
                                 "devTimeFormat": "dd.MM.yyyy HH-mm-ss"}"""),
                    FormatExample.rejected("A header cut short", "LEEF:2.0|Acme|Wall", ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        ZoneId zone = SyslogDate.zone(timezone, scope.config().at(SyslogFormat.TIMEZONE.name()));
        Leef leef = new Leef(zone, scope.limits().fieldNameChars());
        return input -> List.of(leef.parse(input));
    }
}
