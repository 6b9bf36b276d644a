package io.bytefreezer.benchmarks.transform;

/** A pattern, a line that it matches, and one of the same kind that it does not. */
public enum GrokCase {
    /** What an SSH server says of a login that failed, as syslog. */
    SYSLOG_AUTH(
            "%{SYSLOGBASE} Failed password for (?:invalid user )?%{USER:user} from %{IP:source} port %{INT:port}"
                    + " %{WORD:protocol}",
            "Mar  4 05:06:06 gate-1 sshd[2211]: Failed password for root from 203.0.113.9 port 52122 ssh2",
            "Mar  4 05:06:06 gate-1 sshd[2211]: Accepted publickey for deploy from 203.0.113.9 port 52122 ssh2:"
                    + " ED25519 SHA256:kQ9nXp7tq1"),
    /** Any line of syslog; the other is of a web server. */
    SYSLOG_LINE(
            "%{SYSLOGLINE}",
            "Mar  4 05:06:06 gate-1 sshd[2211]: Failed password for root from 203.0.113.9 port 52122 ssh2",
            Lines.COMBINED),
    /** A web server's log; the other line is of syslog. */
    APACHE_COMBINED(
            "%{COMBINEDAPACHELOG}",
            Lines.COMBINED,
            "Mar  4 05:06:06 gate-1 sshd[2211]: Failed password for root from 203.0.113.9 port 52122 ssh2"),
    /** A web server's log; the other line has no status. */
    APACHE_NEARLY(
            "%{COMBINEDAPACHELOG}",
            Lines.COMBINED,
            "192.0.2.7 - alice [04/Mar/2026:05:06:06 +0000] \"GET /api/orders/42?page=3 HTTP/1.1\" OK 18233"
                    + " \"https://shop.example/\" \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\""),
    /** What an application logs by Logback; the other line is of the stack trace after it. */
    APPLICATION_LOG(
            "%{TIMESTAMP_ISO8601:ts} %{LOGLEVEL:level} \\[%{DATA:thread}\\] %{JAVACLASS:logger} - %{GREEDYDATA:message}",
            "2026-03-04 05:06:06,123 ERROR [http-nio-8080-exec-3] com.example.orders.OrderService - Could not store"
                    + " order 42: timeout after 3000 ms",
            "\tat com.example.orders.OrderService.store(OrderService.java:118) ~[orders-2.4.1.jar!/:2.4.1]"),
    /** An application's log as JSON, taken apart as text: where the format comes to be parsed, it takes this one's place. */
    JSON_BY_GROK(
            "\"ts\":\"%{TIMESTAMP_ISO8601:ts}\",\"level\":\"%{WORD:level}\",\"msg\":\"%{DATA:msg}\",\"order\":%{INT:order},"
                    + "\"took\":%{NUMBER:took}",
            "{\"ts\":\"2026-03-04T05:06:06Z\",\"level\":\"info\",\"msg\":\"order stored\",\"order\":42,\"took\":0.0312}",
            "{\"ts\":\"2026-03-04T05:06:06Z\",\"level\":\"info\",\"msg\":\"cart emptied\",\"cart\":42,\"took\":0.0312}"),
    /** A firewall's event in CEF; the other line is in LEEF. */
    CEF_BY_GROK(
            "CEF:%{INT:version}\\|%{DATA:vendor}\\|%{DATA:product}\\|%{DATA:device_version}\\|%{DATA:signature}"
                    + "\\|%{DATA:name}\\|%{DATA:severity}\\|%{GREEDYDATA:extension}",
            "CEF:0|Check Point|VPN-1 & FireWall-1|R81|drop|Drop|5|src=203.0.113.9 spt=52122 dst=192.0.2.7 dpt=443"
                    + " proto=tcp act=Drop",
            "LEEF:2.0|Check Point|VPN-1 & FireWall-1|R81|drop|src=203.0.113.9 spt=52122 dst=192.0.2.7 dpt=443"),
    /** A line of CSV; the other has a word for a number. */
    CSV_BY_GROK(
            "^%{TIMESTAMP_ISO8601:ts},%{WORD:region},%{NUMBER:amount},%{DATA:name},%{INT:quantity},%{GREEDYDATA:note}$",
            "2026-03-04T05:06:06Z,emea,199.95,Blue Widget,3,gift wrapped",
            "2026-03-04T05:06:06Z,emea,free,Blue Widget,3,gift wrapped");

    private final String pattern;
    private final String match;
    private final String miss;

    GrokCase(String pattern, String match, String miss) {
        this.pattern = pattern;
        this.match = match;
        this.miss = miss;
    }

    String pattern() {
        return pattern;
    }

    String match() {
        return match;
    }

    String miss() {
        return miss;
    }

    private static final class Lines {

        private static final String COMBINED =
                "192.0.2.7 - alice [04/Mar/2026:05:06:06 +0000] \"GET /api/orders/42?page=3 HTTP/1.1\" 200 18233"
                        + " \"https://shop.example/\" \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"";

        private Lines() {}
    }
}
