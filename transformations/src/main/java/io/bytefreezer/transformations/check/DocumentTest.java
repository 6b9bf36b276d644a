package io.bytefreezer.transformations.check;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.trial.Sample;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test that a document carries.
 *
 * @param name what it shows
 * @param input what comes in: an object for one event in JSON, or a text
 * @param format hint of the input's format
 * @param receivedAt when the input is received
 * @param expected what has to become of it
 */
public record DocumentTest(
        String name, Object input, Optional<String> format, Optional<String> receivedAt, Expectation expected) {

    /** Whose events the inputs of tests are: the same everywhere, so that a test means the same everywhere. */
    static final Context CONTEXT = new Context("test", "test");

    private static final Option<String> NAME =
            Option.text("name", "What the test shows.").required();
    private static final Option<Object> INPUT = Option.any(
                    "input", "What comes in: an object is one event in JSON, a text is a payload as it is received.")
            .required();
    private static final Option<String> FORMAT = Option.text(
            "format", "Hint of the input's format, as an input gives it; detected when left out. `parse` goes first.");
    private static final Option<String> RECEIVED_AT =
            Option.text("received_at", "When the input is received, as RFC 3339; 2026-10-11T22:14:20Z when left out.");
    private static final Option<Expectation> EXPECT = Option.of(
                    "expect",
                    OptionType.objectOf(Expectation.OPTIONS, Expectation::bind),
                    "What has to become of it: exactly one of event, events, dropped and rejected.")
            .required();

    /** What a test is made of. */
    public static final List<Option<?>> OPTIONS = List.of(NAME, INPUT, FORMAT, RECEIVED_AT, EXPECT);

    /** The test that a document has here; nothing after what is wrong with it was reported. */
    static Optional<DocumentTest> read(@Nullable Object value, Site site) {
        if (!(value instanceof Map<?, ?> map)) {
            site.reportType("a test: an object with 'name', 'input' and 'expect'", value);
            return Optional.empty();
        }
        int before = site.problems().found().size();
        Optional<DocumentTest> test = Options.read(map, OPTIONS, site)
                .map(options -> new DocumentTest(
                        options.get(NAME),
                        options.get(INPUT),
                        options.find(FORMAT),
                        options.find(RECEIVED_AT),
                        options.get(EXPECT)));
        test.ifPresent(read -> read.check(site));
        return site.problems().found().size() == before ? test : Optional.empty();
    }

    private void check(Site site) {
        if (!(input instanceof String || input instanceof Map)) {
            site.at("input").reportType("an object or a text", input);
        }
        if (receivedAt.isPresent() && time().isEmpty()) {
            site.at("received_at").reportType("a time such as 2026-10-11T22:14:20Z", receivedAt.get());
        }
        expected.check(site.at("expect"));
    }

    private Optional<Instant> time() {
        try {
            return receivedAt.map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Runs it on a plan; reports what came instead. */
    void run(Plan plan, Site site) {
        Sample sample = new Sample(payload(), hint(), time().orElse(Sample.RECEIVED));
        Outcome outcome = plan.apply(sample.input(0), CONTEXT);
        expected.compare(outcome).ifPresent(difference -> site.report("test '" + name + "' fails: " + difference));
    }

    private @Nullable String hint() {
        return format.orElse(input instanceof Map ? "json" : null);
    }

    private String payload() {
        if (!(input instanceof Map<?, ?> map)) {
            return String.valueOf(input);
        }
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        map.forEach((key, value) -> event.put((String) key, value));
        return JsonWriter.text(event);
    }
}
