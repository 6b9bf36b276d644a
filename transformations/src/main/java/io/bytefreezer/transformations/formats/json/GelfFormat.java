package io.bytefreezer.transformations.formats.json;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.time.EpochUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages in the Graylog Extended Log Format, as Graylog's "GELF payload specification", version 1.1, defines it. */
public record GelfFormat() implements Format {

    private static final String TIMESTAMP = "timestamp";

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "gelf",
            "One message in the Graylog Extended Log Format (GELF 1.1). `timestamp` becomes RFC 3339 with every digit"
                    + " of its fraction; additional fields lose their underscore, unless that would take another field's"
                    + " place. Payloads are plain JSON: inflating them and joining their chunks is done where they are"
                    + " received.",
            List.of("gelf", "application/x-gelf"),
            Detector.NEVER,
            List.of(),
            options -> new GelfFormat(),
            List.of(
                    FormatExample.events("A message with additional fields", """
                            {"version": "1.1", "host": "web1", "short_message": "slow", "timestamp": 1791756855.123456,
                             "level": 4, "_took_ms": 2150, "_host": "web1.example.com"}""", """
                            {"version": "1.1", "host": "web1", "short_message": "slow",
                             "timestamp": "2026-10-11T22:14:15.123456Z", "level": 4, "took_ms": 2150,
                             "_host": "web1.example.com"}"""),
                    FormatExample.rejected("No message", """
                            {"version": "1.1", "host": "web1"}""", ErrorCode.MALFORMED_PAYLOAD)));

    @Override
    public FormatFunction compile(FormatScope scope) {
        JsonReader reader = new JsonReader(scope.limits());
        return input -> List.of(fields(reader.object(withoutTrailingNul(input.payload()))));
    }

    private static Map<String, @Nullable Object> fields(Map<String, @Nullable Object> message) throws EventException {
        if (!(message.get("short_message") instanceof String)) {
            throw new EventException(
                    ErrorCode.MALFORMED_PAYLOAD, "not GELF: it has no \"short_message\", which has to be a text");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        message.forEach((name, value) -> {
            String plain =
                    name.length() > 1 && name.charAt(0) == '_' && name.charAt(1) != '_' ? name.substring(1) : name;
            boolean taken = !plain.equals(name) && (message.containsKey(plain) || fields.containsKey(plain));
            fields.put(taken ? name : plain, name.equals(TIMESTAMP) ? time(value) : value);
        });
        return fields;
    }

    /** Seconds as RFC 3339; anything else as it is. */
    private static @Nullable Object time(@Nullable Object value) {
        BigDecimal seconds = switch (value) {
            case Long number -> BigDecimal.valueOf(number);
            case ExactNumber number -> EpochUnit.number(number.text());
            case String text -> EpochUnit.number(text);
            case null -> null;
            default -> null;
        };
        Instant time = seconds == null ? null : EpochUnit.SECONDS.instant(seconds);
        return time == null ? value : time.toString();
    }

    /** What ends messages over TCP. */
    private static byte[] withoutTrailingNul(byte[] payload) {
        int length = payload.length;
        return length > 0 && payload[length - 1] == 0 ? Arrays.copyOf(payload, length - 1) : payload;
    }
}
