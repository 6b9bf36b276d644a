package io.bytefreezer.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MarkedSectionTest {

    private static final String PAGE = """
            before
            <!-- begin: a -->
            old
            <!-- end: a -->
            after
            """;

    @Test
    void whatStandsBetweenTheMarkersIsReplacedAndNothingElse() {
        String once = MarkedSection.replace(PAGE, "a", "new\n");
        assertThat(once).isEqualTo("""
                before
                <!-- begin: a -->

                new

                <!-- end: a -->
                after
                """);
        assertThat(MarkedSection.replace(once, "a", "new")).isEqualTo(once);
    }

    @Test
    void aPageWithoutTheMarkersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkedSection.replace(PAGE, "b", "new"))
                .withMessageContaining("<!-- begin: b -->");
    }
}
