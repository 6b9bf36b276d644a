package io.bytefreezer.query.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.lake.filter.AsciiNames;
import io.bytefreezer.lake.filter.TimeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Types of times that keep what matters of one another, where the session's zone is UTC. */
enum TimeType {
    /** With a zone. */
    ZONED,
    /** Without. */
    LOCAL,
    /** Of a day. */
    DATE;

    private static final Map<String, TimeType> NAMES = Map.of(
            "timestamptz", ZONED,
            "timestamp with time zone", ZONED,
            "timestamp", LOCAL,
            "datetime", LOCAL,
            "date", DATE);

    /** What a CAST makes, if it is one of these and nothing is said of its digits. */
    static Optional<TimeType> of(JsonNode cast) {
        JsonNode type = cast.path("type_expr");
        JsonNode path = type.path("qualified_name").path("path");
        boolean isPlain = cast.path("class").asText().equals("CAST")
                && path.size() == 1
                && !type.has("children")
                && !type.has("arguments");
        return isPlain
                ? Optional.ofNullable(NAMES.get(AsciiNames.lower(path.path(0).asText())))
                : Optional.empty();
    }

    /** The time that a text stands for when it is converted to this type. */
    Optional<Instant> parse(String text) {
        return switch (this) {
            case ZONED -> TimeText.parse(text);
            case LOCAL -> TimeText.parseLocal(text);
            case DATE -> TimeText.parseDate(text);
        };
    }
}
