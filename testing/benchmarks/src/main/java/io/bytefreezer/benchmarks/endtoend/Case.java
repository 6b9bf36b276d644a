package io.bytefreezer.benchmarks.endtoend;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done to the events on their way. */
public enum Case {
    /** Nothing: they are parsed and passed on. */
    PASSTHROUGH(null, "event_id"),

    /** One grok, one rename, and one drop that never drops. */
    RULES("""
            {"parse": "json", "filters": [
              {"type": "grok", "config": {"source_field": "request",
                "pattern": "%{WORD:verb} %{URIPATHPARAM:path} HTTP/%{NUMBER:version}"}},
              {"type": "rename_field", "config": {"from": "client", "to": "client_ip"}},
              {"type": "drop", "config": {"if_field": "status", "equals": 999}}]}
            """, "verb");

    private final @Nullable String transformation;
    private final String proof;

    Case(@Nullable String transformation, String proof) {
        this.transformation = transformation;
        this.proof = proof;
    }

    /** What it is called in tables and names. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The transformation; without one events are passed through. */
    Optional<String> transformation() {
        return Optional.ofNullable(transformation);
    }

    /** A column that is not null in every row that went this way. */
    String proof() {
        return proof;
    }
}
