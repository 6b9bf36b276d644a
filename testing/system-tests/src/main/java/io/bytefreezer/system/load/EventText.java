package io.bytefreezer.system.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.bytefreezer.system.ledger.Marker;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What events look like: good ones, and all the ways in which they can be bad. Stateless. */
public final class EventText {

    private static final int LETTERS_MAX = 60;
    private static final int HUGE_LETTERS = 300_000;
    private static final int DEPTH = 200;

    /** Events date themselves within these, but not so that it is believed. */
    private static final Duration FAR = Duration.ofDays(3_000);

    private static final Duration NEAR = Duration.ofHours(6);

    /** More than the oldest age that is believed: nothing dated within it is old by chance. */
    private static final Duration BELIEVED = Duration.ofDays(31);

    private static final int OLD_DAYS_MIN = 2;
    private static final int OLD_DAYS_MAX = 20;

    private EventText() {}

    /** A line of JSON as a well-behaved sender writes it; one in twenty is dated hours, one in twenty years ahead or behind. */
    public static byte[] good(int id, RandomGenerator random, Instant now) {
        Instant time = switch (random.nextInt(20)) {
            case 0 -> dated(now, NEAR, random);
            case 1 -> far(now, random);
            default -> now;
        };
        return json(id, random, time);
    }

    /** The same, but dated days ago, which is believed. */
    public static byte[] old(int id, RandomGenerator random, Instant now) {
        return json(id, random, now.minus(Duration.ofDays(random.nextInt(OLD_DAYS_MIN, OLD_DAYS_MAX))));
    }

    private static byte[] json(int id, RandomGenerator random, Instant time) {
        return """
                {"@timestamp":"%s","message":"%s","status":%d,"ms":%.3f,"ok":%b}""".formatted(
                        time,
                        Marker.text(id, letters(random, LETTERS_MAX)),
                        random.nextInt(600),
                        random.nextDouble() * 100,
                        random.nextBoolean())
                .getBytes(UTF_8);
    }

    /** A line that claims to be JSON and is hard to take: broken, of the wrong type, enormous, deep, or no text at all. */
    public static byte[] odd(int id, RandomGenerator random) {
        String marker = Marker.text(id, letters(random, LETTERS_MAX));
        String good = "{\"message\":\"" + marker + "\",\"value\":";
        return switch (random.nextInt(9)) {
            case 0 -> bytes("{\"message\":\"" + marker + "\",\"value\":");
            case 1 -> bytes(marker + " is no JSON at all");
            case 2 -> bytes(good + random.nextInt() + "}");
            case 3 -> bytes(good + "\"text where numbers were\"}");
            case 4 -> bytes(good + "{\"a\":[1,null,{\"b\":true}]}}");
            case 5 -> bytes(good + "1e400}");
            case 6 -> bytes(good + "\"" + "x".repeat(random.nextInt(HUGE_LETTERS)) + "\"}");
            case 7 -> bytes(good + "[".repeat(DEPTH) + "]".repeat(DEPTH) + "}");
            // Not UTF-8.
            default -> (good + "\"\u00ff\u00fe\u00c0\"}").getBytes(ISO_8859_1);
        };
    }

    /** A syslog message of RFC 5424. */
    public static byte[] syslog(int id, RandomGenerator random, Instant now) {
        return bytes("<13>1 " + now + " host app - - - " + Marker.text(id, letters(random, LETTERS_MAX)));
    }

    /** A record that no Avro decoder takes. */
    public static byte[] poison(int id, RandomGenerator random) {
        byte[] noise = new byte[random.nextInt(64)];
        random.nextBytes(noise);
        byte[] marker = bytes(Marker.text(id, letters(random, LETTERS_MAX)));
        byte[] value = new byte[noise.length + marker.length];
        System.arraycopy(marker, 0, value, 0, marker.length);
        System.arraycopy(noise, 0, value, marker.length, noise.length);
        return value;
    }

    private static Instant dated(Instant now, Duration around, RandomGenerator random) {
        return now.plusSeconds(random.nextLong(2 * around.toSeconds()) - around.toSeconds());
    }

    private static Instant far(Instant now, RandomGenerator random) {
        Instant time = dated(now, FAR, random);
        return time.isAfter(now.minus(BELIEVED)) && time.isBefore(now) ? time.minus(BELIEVED) : time;
    }

    private static String letters(RandomGenerator random, int below) {
        StringBuilder letters = new StringBuilder();
        int count = random.nextInt(below);
        for (int i = 0; i < count; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
