package io.bytefreezer.transformations;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.formats.Detection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A defect of a filter costs the event, never the stream. */
class BrokenFilterTest {

    private static final FilterRef REF = new FilterRef(2, "grok");

    @Test
    void aFilterThatThrowsRejectsItsEventWithItsNameAndKeepsTheErrorsTextOutOfIt() {
        assertRejected(event -> {
            throw new IllegalStateException("secret of an event");
        });
    }

    @Test
    void aFilterThatRecursesWithoutEndRejectsItsEvent() {
        assertRejected(event -> {
            throw new StackOverflowError();
        });
    }

    private static void assertRejected(FilterFunction broken) {
        Plan plan = new Plan(
                new Detection(Limits.DEFAULT),
                List.of(new Step(REF, Optional.empty(), OnError.DEAD_LETTER, broken, false)),
                Limits.DEFAULT);
        Outcome.Reject reject = Plans.rejected(plan.apply(Plans.input("json", "{\"a\":1}"), Plans.CONTEXT));
        assertThat(reject.code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(reject.filter()).contains(REF);
        assertThat(reject.detail()).startsWith("2:grok failed: java.lang.").doesNotContain("secret");
    }
}
