package io.bytefreezer.piper.lookup;

import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.transformations.lookup.Answer;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts what became of questions, by kind: {@code bytefreezer_piper_lookups_total{kind,outcome}}. */
final class LookupMetrics {

    /** What is looked up. */
    enum Kind {
        GEOIP,
        TABLE,
        DNS
    }

    /** What came of it. */
    private enum Outcome {
        FOUND,
        NOT_FOUND,
        PENDING,
        UNAVAILABLE,
        FAILED
    }

    private final Map<Kind, Map<Outcome, Counter>> counters = new EnumMap<>(Kind.class);

    LookupMetrics(ServiceMetrics metrics) {
        for (Kind kind : Kind.values()) {
            Map<Outcome, Counter> ofKind = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                ofKind.put(outcome, metrics.counter("lookups", "kind", word(kind), "outcome", word(outcome)));
            }
            counters.put(kind, ofKind);
        }
    }

    /** Counts an answer, and gives it back. */
    Answer counted(Kind kind, Answer answer) {
        count(
                kind,
                switch (answer) {
                    case Answer.Found found -> Outcome.FOUND;
                    case Answer.NotFound none -> Outcome.NOT_FOUND;
                    case Answer.Pending pending -> Outcome.PENDING;
                    case Answer.Unavailable unavailable -> Outcome.UNAVAILABLE;
                });
        return answer;
    }

    /** Counts a question that nobody answered. */
    void failed(Kind kind) {
        count(kind, Outcome.FAILED);
    }

    private void count(Kind kind, Outcome outcome) {
        Map<Outcome, Counter> ofKind = Objects.requireNonNull(counters.get(kind), "a constant has its counters");
        Counter counter = ofKind.get(outcome);
        Objects.requireNonNull(counter, "a constant has its counter").increment();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
