package io.bytefreezer.receiver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are Connect's and not ours, but on which it depends whether objects hold what was sent, all of it and
 * nothing else. Connect's defaults are wrong for some of them, so the connector refuses to start.
 */
final class Surroundings {

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "consumer.override.isolation.level",
                    "read_committed",
                    true,
                    "a Connect worker reads uncommitted by default, which lands the records of aborted transactions"),
            new Rule(
                    "value.converter",
                    "org.apache.kafka.connect.converters.ByteArrayConverter",
                    false,
                    "raw objects hold the bytes as they are on Kafka"),
            new Rule("transforms", "", false, "raw objects hold the records as they are on Kafka"),
            new Rule("errors.tolerance", "none", false, "a record that is skipped is lost"),
            new Rule(
                    "consumer.override.auto.offset.reset",
                    "earliest",
                    false,
                    "a new topic has records before the receiver finds it"));

    private Surroundings() {}

    /**
     * A property that will not do.
     *
     * @param key the property
     * @param message what is wrong and what to do
     */
    record Problem(String key, String message) {}

    /** What is wrong with a connector's properties. */
    static List<Problem> problems(Map<String, String> properties) {
        return RULES.stream()
                .flatMap(rule -> rule.check(properties.get(rule.key())).stream())
                .toList();
    }

    private record Rule(String key, String value, boolean required, String reason) {

        Optional<Problem> check(@Nullable String given) {
            if (given == null ? !required : given.trim().equals(value)) {
                return Optional.empty();
            }
            String found = given == null ? "is not set" : "is '" + given + "'";
            String remedy = value.isEmpty() ? "remove it" : "set it to " + value;
            return Optional.of(new Problem(key, key + " " + found + ": " + remedy + ", since " + reason));
        }
    }
}
