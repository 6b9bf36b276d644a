package io.bytefreezer.launcher.generate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Events as servers write them, drawn from a seeded source: the same seed and times give the same events. */
final class SampleEvents {

    private static final DateTimeFormatter RFC3164_TIME =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final List<String> HOSTS = List.of("web-1", "web-2", "db-1", "gate-1", "mail-1");
    private static final List<String> USERS = List.of("root", "deploy", "alice", "bob", "backup", "oracle");
    private static final List<String> PATHS =
            List.of("/", "/login", "/api/orders", "/api/orders/42", "/static/app.js", "/health", "/search?q=coat");
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST", "PUT", "DELETE");
    private static final List<Integer> STATUSES = List.of(200, 200, 200, 200, 201, 304, 404, 500);
    private static final List<String> UNITS = List.of("nginx", "postgresql", "kubelet", "cron");

    private final RandomGenerator random;

    SampleEvents(RandomGenerator random) {
        this.random = random;
    }

    /** A BSD syslog message (RFC 3164). */
    String rfc3164(Instant now) {
        int pid = 1000 + random.nextInt(30_000);
        return "<" + priority() + ">" + RFC3164_TIME.format(now) + " " + pick(HOSTS) + " sshd[" + pid + "]: " + sshd();
    }

    /** A syslog message with structured data (RFC 5424). */
    String rfc5424(Instant now) {
        String unit = pick(UNITS);
        return "<" + priority() + ">1 " + now + " " + pick(HOSTS) + " " + unit + " " + (100 + random.nextInt(900))
                + " UNIT [origin@32473 software=\"" + unit + "\"] " + unit + ".service: "
                + pick(List.of("Started", "Stopped", "Reloaded", "Main process exited"));
    }

    /** A line of an access log as a JSON object. */
    String access(Instant now) {
        int millis = 1 + (int) Math.abs(random.nextGaussian() * 40);
        return "{\"timestamp\":\"" + now + "\",\"host\":\"" + pick(HOSTS) + "\",\"method\":\"" + pick(METHODS)
                + "\",\"path\":\"" + pick(PATHS) + "\",\"status\":" + pick(STATUSES) + ",\"bytes\":"
                + random.nextInt(40_000)
                + ",\"duration_ms\":" + millis + ",\"client\":\"" + address() + "\"}";
    }

    private String sshd() {
        String user = pick(USERS);
        String from = " from " + address() + " port " + (1024 + random.nextInt(60_000)) + " ssh2";
        return switch (random.nextInt(3)) {
            case 0 -> "Failed password for " + user + from;
            case 1 -> "Accepted publickey for " + user + from;
            default -> "Invalid user " + user + from;
        };
    }

    private int priority() {
        int facility = pick(List.of(3, 4, 10));
        return facility * 8 + 2 + random.nextInt(5);
    }

    /** From the ranges that RFC 5737 keeps for documentation. */
    private String address() {
        return pick(List.of("192.0.2.", "198.51.100.", "203.0.113.")) + (1 + random.nextInt(254));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
