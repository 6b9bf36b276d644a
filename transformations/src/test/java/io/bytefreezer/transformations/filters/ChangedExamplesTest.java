package io.bytefreezer.transformations.filters;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.FilterRuns;
import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.field.FieldFilters;
import io.bytefreezer.transformations.filters.text.TextFilters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever becomes of the events in the examples: a filter answers, and never by a defect of its own. */
class ChangedExamplesTest {

    private static final int CHANGES = 300;

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1.10",
            "1e999999",
            "\"\"",
            "\"é😀\"",
            "[]",
            "{}",
            "[[1],{\"a\":null}]",
            "\"%{a}=\\\"<b>,\\n\"");

    @TestFactory
    Stream<DynamicTest> everyChangedExampleHasAnAnswer() {
        long seed = System.nanoTime();
        return Stream.concat(FieldFilters.ALL.stream(), TextFilters.ALL.stream())
                .map(type -> DynamicTest.dynamicTest(type.name(), () -> run(type, new Random(seed), seed)));
    }

    private static void run(FilterType type, Random random, long seed) {
        for (Example example : type.examples()) {
            Plan plan = FilterRuns.plan(type.name(), example.config());
            for (int i = 0; i < CHANGES; i++) {
                byte[] event = changed(example.input(), random);
                Outcome outcome = plan.apply(Plans.input("json", event), Plans.CONTEXT);
                if (outcome instanceof Outcome.Reject reject) {
                    assertThat(reject.code())
                            .as("seed %d: %s on %s", seed, reject.detail(), new String(event, StandardCharsets.UTF_8))
                            .isNotEqualTo(ErrorCode.INTERNAL);
                }
            }
        }
    }

    private static byte[] changed(String json, Random random) {
        String text = json;
        if (random.nextInt(3) == 0) {
            String value = VALUES.get(random.nextInt(VALUES.size())).replace("\\", "\\\\");
            text = text.replaceFirst(": ?(\"([^\"\\\\]|\\\\.)*\"|[0-9.]+|\\[[^]]*])", ": " + value);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(32, 127);
        }
        return bytes;
    }
}
