package io.bytefreezer.transformations;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.Filters;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples that users read are true. */
class FilterExamplesTest {

    @TestFactory
    Stream<DynamicTest> everyExampleDoesWhatItShows() {
        return Filters.ALL.stream()
                .flatMap(type -> type.examples().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                type.name() + ": " + example.title(), () -> run(type, example))));
    }

    @Test
    void everyFilterHasExamplesAndDescribesItsOptions() {
        assertThat(Filters.ALL).allSatisfy(type -> {
            assertThat(type.examples()).isNotEmpty();
            assertThat(type.summary()).endsWith(".");
            assertThat(type.options())
                    .allSatisfy(option -> assertThat(option.description()).endsWith("."));
        });
    }

    private static void run(FilterType type, Example example) throws Exception {
        Plan plan = Plans.planWithLookups(
                "{\"filters\": [{\"type\": \"%s\", \"config\": %s}]}".formatted(type.name(), example.config()));
        Outcome outcome = plan.apply(Plans.input("json", example.input()), Plans.CONTEXT);
        switch (example.result()) {
            case Example.Becomes becomes -> assertThat(Plans.body(outcome)).isEqualTo(normalized(becomes.json()));
            case Example.Dropped dropped ->
                assertThat(((Outcome.Drop) outcome).reason()).isEqualTo(dropped.reason());
            case Example.Rejected rejected ->
                assertThat(Plans.rejected(outcome).code()).isEqualTo(rejected.code());
        }
    }

    private static String normalized(String json) throws Exception {
        return JsonWriter.text(new JsonReader(Limits.DEFAULT).object(json.getBytes(StandardCharsets.UTF_8)));
    }
}
