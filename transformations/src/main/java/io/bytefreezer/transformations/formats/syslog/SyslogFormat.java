package io.bytefreezer.transformations.formats.syslog;

import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import java.util.List;

/** Syslog messages. */
public record SyslogFormat() implements Format {

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "syslog",
            "Syslog messages, as RFC 5424 defines them, with their structured data, and as RFC 3164 describes what devices"
                    + " send: a date without a year gets the year nearest to when the message was received.",
            List.of("syslog", "rfc3164", "rfc5424", "syslog-rfc3164", "syslog-rfc5424"),
            Syslog::hasPriority,
            List.of(),
            options -> new SyslogFormat(),
            List.of(
                    FormatExample.events("RFC 5424", """
                            <165>1 2026-10-11T22:14:15.003Z mail evntslog - ID47 [origin ip="192.0.2.1"] started""", """
                            {"priority": 165, "facility": "local4", "facility_code": 20, "severity": "notice",
                             "severity_code": 5, "rfc": "rfc5424", "version": 1, "timestamp": "2026-10-11T22:14:15.003Z",
                             "hostname": "mail", "app_name": "evntslog", "msg_id": "ID47",
                             "structured_data": {"origin": {"ip": "192.0.2.1"}}, "message": "started",
                             "source_ip": "10.1.2.3"}"""),
                    FormatExample.events("RFC 3164", "<34>Oct 11 22:14:15 gate su: 'su root' failed", """
                            {"priority": 34, "facility": "auth", "facility_code": 4, "severity": "crit",
                             "severity_code": 2, "rfc": "rfc3164", "timestamp": "2026-10-11T22:14:15Z",
                             "syslog_timestamp": "Oct 11 22:14:15", "hostname": "gate", "app_name": "su",
                             "message": "'su root' failed", "source_ip": "10.1.2.3"}""")));

    @Override
    public FormatFunction compile(FormatScope scope) {
        return input -> List.of(Syslog.parse(input));
    }
}
