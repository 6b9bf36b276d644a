package io.bytefreezer.transformations;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that would take for ever. */
class PathologicalRulesTest {

    private static final String GROK = "{\"pattern\": \"(?<w>(?>(?:aa|a)*!))\"}";
    private static final String LINE = "{\"message\": \"" + "a".repeat(60) + "\"}";

    @Test
    void aRegexThatTakesTooManyStepsIsAnErrorOfTheEventThatNamesTheFilter() {
        String replace = "{\"pattern\": \"(.?){1000}[0-9]$\", \"replacement\": \"\"}";
        Outcome outcome = outcome(
                "{\"filters\": [{\"type\": \"passthrough\"}, {\"type\": \"regex_replace\", \"config\": " + replace
                        + "}]}",
                "{\"message\": \"" + "x".repeat(60_000) + "\"}");
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Reject.class, reject -> {
            assertThat(reject.code()).isEqualTo(ErrorCode.REGEX_TIMEOUT);
            assertThat(reject.filter()).isEqualTo(Optional.of(new FilterRef(1, "regex_replace")));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep", "drop"})
    void aRecordOfManyEventsThatEachTakeTooLongIsGivenUpSoon(String onError) {
        String rule =
                "{\"filters\": [{\"type\": \"grok\", \"on_error\": \"" + onError + "\", \"config\": " + GROK + "}]}";
        assertThat(outcome(rule, (LINE + "\n").repeat(3))).isNotInstanceOf(Outcome.Reject.class);
        assertThat(outcome(rule, (LINE + "\n").repeat(5_000)))
                .isInstanceOfSatisfying(
                        Outcome.Reject.class,
                        reject -> assertThat(reject.code()).isEqualTo(ErrorCode.REGEX_TIMEOUT));
    }

    /** The last two are left to CEL. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.message.matches('(.?){1000}[0-9]$')",
                "event.message.matches('(.?){1000}[0-9]$') || size(event) > 5",
                "matches(event.message, '(.?){1000}[0-9]$') && size(event) > 0"
            })
    void aConditionThatTakesTooManyStepsIsAnErrorOfTheEvent(String when) {
        String rule = "{\"filters\": [{\"type\": \"drop\", \"when\": \"" + when + "\"}]}";
        Outcome outcome = outcome(rule, "{\"message\": \"" + "x".repeat(60_000) + "\"}");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Reject.class,
                        reject -> assertThat(reject.code()).isEqualTo(ErrorCode.REGEX_TIMEOUT));
        assertThat(outcome(rule, "{\"message\": \"7\"}")).isInstanceOf(Outcome.Drop.class);
    }

    private static Outcome outcome(String rule, String payload) {
        Plan plan = ((Compilation.Compiled) TransformationCompiler.compile(rule, Limits.DEFAULT)).plan();
        RawInput input = new RawInput(
                UUID.randomUUID(),
                Instant.EPOCH,
                "ndjson",
                null,
                Map.of(),
                payload.getBytes(StandardCharsets.UTF_8),
                0,
                0);
        return plan.apply(input, new Context("demo", "web"));
    }
}
