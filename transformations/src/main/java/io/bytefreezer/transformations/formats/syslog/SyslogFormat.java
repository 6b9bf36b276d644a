package io.bytefreezer.transformations.formats.syslog;

import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.option.Option;
import java.time.ZoneId;
import java.util.List;

/**
 * Syslog messages.
 *
 * @param timezone zone of dates that name none
 */
public record SyslogFormat(String timezone) implements Format {

    /** Zone of dates that name none. */
    public static final Option<String> TIMEZONE = Option.text(
                    "timezone", "Zone of dates that name none, such as `UTC`, `+02:00` or `Europe/Berlin`.")
            .defaultsTo("UTC");

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "syslog",
            "Syslog messages, as RFC 5424 defines them, with their structured data, and as RFC 3164 describes what"
                    + " devices send: a date without a year gets the year nearest to when the message was received, one"
                    + " without a zone that of `timezone`, and `syslog_timestamp` keeps it as it was sent. Cisco's"
                    + " sequence numbers, clock marks and `%FACILITY-SEVERITY-MNEMONIC` are fields too.",
            List.of("syslog", "rfc3164", "rfc5424", "syslog-rfc3164", "syslog-rfc5424"),
            Syslog::hasPriority,
            List.of(TIMEZONE),
            options -> new SyslogFormat(options.get(TIMEZONE)),
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
                             "message": "'su root' failed", "source_ip": "10.1.2.3"}"""),
                    FormatExample.events("Cisco IOS", """
                            <189>46: core1: *Oct 11 22:14:15.123 UTC: %SYS-5-CONFIG_I: Configured from console by vty0""", """
                            {"priority": 189, "facility": "local7", "facility_code": 23, "severity": "notice",
                             "severity_code": 5, "rfc": "rfc3164", "timestamp": "2026-10-11T22:14:15.123Z",
                             "syslog_timestamp": "*Oct 11 22:14:15.123 UTC:", "sequence": 46, "hostname": "core1",
                             "app_name": "%SYS-5-CONFIG_I", "cisco_facility": "SYS", "cisco_severity_code": 5,
                             "cisco_mnemonic": "CONFIG_I", "message": "Configured from console by vty0",
                             "source_ip": "10.1.2.3"}"""),
                    FormatExample.configured(
                            "A sender whose clock runs in local time",
                            """
                                {"timezone": "Europe/Berlin"}""",
                            "<13>Oct 11 22:14:15 box cron[7]: done",
                            """
                                {"priority": 13, "facility": "user", "facility_code": 1, "severity": "notice",
                                 "severity_code": 5, "rfc": "rfc3164", "timestamp": "2026-10-11T20:14:15Z",
                                 "syslog_timestamp": "Oct 11 22:14:15", "hostname": "box", "app_name": "cron",
                                 "proc_id": "7", "message": "done", "source_ip": "10.1.2.3"}""")));

    @Override
    public FormatFunction compile(FormatScope scope) {
        ZoneId zone = SyslogDate.zone(timezone, scope.config().at(TIMEZONE.name()));
        return input -> List.of(Syslog.parse(input, zone));
    }
}
