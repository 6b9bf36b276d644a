package io.bytefreezer.transformations;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.Formats;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples that users read are true. */
class FormatExamplesTest {

    @TestFactory
    Stream<DynamicTest> everyExampleDoesWhatItShows() {
        return Formats.ALL.stream()
                .flatMap(type -> type.examples().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                type.name() + ": " + example.title(), () -> run(type, example))));
    }

    @Test
    void everyFormatHasExamplesAndDescribesItsOptions() {
        assertThat(Formats.ALL).allSatisfy(type -> {
            assertThat(type.examples()).isNotEmpty();
            assertThat(type.summary()).endsWith(".");
            assertThat(type.options())
                    .allSatisfy(option -> assertThat(option.description()).endsWith("."));
        });
    }

    @Test
    void everyHintMeansOneFormat() {
        assertThat(Formats.ALL.stream().flatMap(type -> type.hints().stream())).doesNotHaveDuplicates();
    }

    private static void run(FormatType type, FormatExample example) throws Exception {
        String options = example.config().equals("{}")
                ? ""
                : ", " + example.config().strip().replaceAll("^\\{|\\}$", "");
        Plan plan = Plans.plan("{\"parse\": {\"format\": \"%s\"%s}}".formatted(type.name(), options));
        Outcome outcome = plan.apply(Plans.input(null, example.payload()), Plans.CONTEXT);
        switch (example.result()) {
            case FormatExample.Events events -> assertThat(bodies(outcome)).isEqualTo(normalized(events.json()));
            case FormatExample.Rejected rejected ->
                assertThat(Plans.rejected(outcome).code()).isEqualTo(rejected.code());
        }
    }

    private static List<String> bodies(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Emit.class);
        return ((Outcome.Emit) outcome)
                .events().stream()
                        .map(event -> new String(event.body(), StandardCharsets.UTF_8))
                        .toList();
    }

    private static List<String> normalized(List<String> events) throws Exception {
        List<String> normalized = new ArrayList<>();
        for (String event : events) {
            normalized.add(
                    JsonWriter.text(new JsonReader(Limits.DEFAULT).object(event.getBytes(StandardCharsets.UTF_8))));
        }
        return normalized;
    }
}
