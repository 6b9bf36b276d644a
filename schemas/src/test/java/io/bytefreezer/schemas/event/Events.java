package io.bytefreezer.schemas.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Events for tests: fixed ones, and any number of random ones. */
public final class Events {

    /** An event with all fields, as in the golden file. */
    public static final RawEvent RAW = new RawEvent(
            UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
            Instant.parse("2026-01-01T12:00:00.123456Z"),
            "webhook",
            "192.0.2.1:5555",
            "application/json",
            attributes(),
            "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

    /** An event with all fields, as in the golden file. */
    public static final ProcessedEvent PROCESSED = new ProcessedEvent(
            UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
            Instant.parse("2025-12-31T23:59:59.999999Z"),
            Instant.parse("2026-01-01T12:00:00.123456Z"),
            7,
            3,
            123_456_789_012L,
            "{\"message\":\"héllo\"}".getBytes(StandardCharsets.UTF_8));

    private Events() {}

    private static Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("path", "/webhook/demo/web");
        attributes.put("agent", "curl");
        attributes.put("ключ", "значение");
        return attributes;
    }

    /** Any raw event. */
    public static RawEvent raw(Random random) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.put(text(random), text(random));
        }
        byte[] payload = new byte[random.nextInt(300)];
        random.nextBytes(payload);
        return new RawEvent(
                new UUID(random.nextLong(), random.nextLong()),
                instant(random),
                text(random),
                random.nextBoolean() ? null : text(random),
                random.nextBoolean() ? null : text(random),
                attributes,
                payload);
    }

    /** Any processed event. */
    public static ProcessedEvent processed(Random random) {
        return new ProcessedEvent(
                new UUID(random.nextLong(), random.nextLong()),
                instant(random),
                instant(random),
                random.nextInt(),
                random.nextInt(),
                random.nextLong(),
                text(random).getBytes(StandardCharsets.UTF_8));
    }

    private static Instant instant(Random random) {
        // Any number of microseconds there can be, and many around now.
        long micros = random.nextBoolean() ? random.nextLong() : 1_700_000_000_000_000L + random.nextInt();
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            int codePoint = random.nextInt(Character.MAX_CODE_POINT + 1);
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate ? 'x' : codePoint);
        }
        return text.toString();
    }
}
