package io.bytefreezer.transformations.filters.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.json.JsonWriter;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final String TYPE = "split";

    @Test
    void makesAnEventOfEachPartOfAText() {
        assertThat(FilterRuns.bodies(FilterRuns.plan(TYPE, "{}"), "{\"h\":1,\"message\":\"a\\n\\nb\\n\"}"))
                .containsExactly("{\"h\":1,\"message\":\"a\"}", "{\"h\":1,\"message\":\"b\"}");
        assertThat(FilterRuns.bodies(
                        FilterRuns.plan(TYPE, "{\"field\":\"m\",\"terminator\":\", \",\"target\":\"p\"}"),
                        "{\"m\":\"a, b,c\",\"h\":1}"))
                .containsExactly("{\"h\":1,\"p\":\"a\"}", "{\"h\":1,\"p\":\"b,c\"}");
    }

    @Test
    void makesAnEventOfEachElementOfAList() {
        assertThat(FilterRuns.bodies(
                        FilterRuns.plan(TYPE, "{\"field\":\"a.l\",\"target\":\"e\"}"),
                        "{\"a\":{\"l\":[{\"x\":1},null,92233720368547758079],\"b\":1}}"))
                .containsExactly(
                        "{\"a\":{\"b\":1},\"e\":{\"x\":1}}",
                        "{\"a\":{\"b\":1},\"e\":null}",
                        "{\"a\":{\"b\":1},\"e\":92233720368547758079}");
    }

    @Test
    void sharesNothingBetweenTheEvents() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "split", "config": {"field": "l", "target": "n"}},
                             {"type": "rename_field", "config": {"from": "n", "to": "o.n"}}]}""");

        assertThat(FilterRuns.bodies(plan, "{\"o\":{\"x\":0},\"l\":[1,2]}"))
                .containsExactly("{\"o\":{\"x\":0,\"n\":1}}", "{\"o\":{\"x\":0,\"n\":2}}");
    }

    @Test
    void limitsHowMuchItMakes() {
        assertThat(FilterRuns.code(TYPE, "{\"terminator\":\",\"}", FilterRuns.message("a,".repeat(10_001))))
                .isEqualTo(ErrorCode.TOO_MANY_EVENTS);
        String wide = JsonWriter.text(Map.of("message", "a,".repeat(9_000), "other", Collections.nCopies(10_000, 1L)));
        assertThat(FilterRuns.code(TYPE, "{\"terminator\":\",\"}", wide)).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(FilterRuns.problems(TYPE, "{\"terminator\":\"\"}")).contains("ends nothing");
    }
}
