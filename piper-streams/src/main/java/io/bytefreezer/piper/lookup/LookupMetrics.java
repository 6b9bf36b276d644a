package io.bytefreezer.piper.lookup;

import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.transformations.lookup.Answer;
import io.micrometer.core.instrument.Counter;
import java.util.Locale;

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

    /** By kind and outcome, as their constants are numbered: looked up once, as they count every event. */
    private final Counter[][] counters = new Counter[Kind.values().length][Outcome.values().length];

    LookupMetrics(ServiceMetrics metrics) {
        for (Kind kind : Kind.values()) {
            for (Outcome outcome : Outcome.values()) {
                counters[kind.ordinal()][outcome.ordinal()] =
                        metrics.counter("lookups", "kind", word(kind), "outcome", word(outcome));
            }
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
        counters[kind.ordinal()][outcome.ordinal()].increment();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
