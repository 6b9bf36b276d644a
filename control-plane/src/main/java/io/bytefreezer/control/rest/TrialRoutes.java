package io.bytefreezer.control.rest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.bytefreezer.control.lookup.StoredTables;
import io.bytefreezer.control.state.Dataset;
import io.bytefreezer.control.state.Draft;
import io.bytefreezer.control.state.Version;
import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Context;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.json.LocatedJson;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.OptionTypes;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Problem;
import io.bytefreezer.transformations.option.Problems;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.trial.Sample;
import io.bytefreezer.transformations.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tries a transformation on samples that the caller sends along. Nothing of them is kept. */
final class TrialRoutes {

    private static final Option<Object> DOCUMENT = Option.any("document", "What to try.");
    private static final Option<List<Object>> SAMPLES = Option.of(
                    "samples", OptionType.listOf(OptionTypes.ANY), "What to try it on.")
            .required();
    private static final Option<String> FORMAT = Option.text("format", "Hint of the samples' format.");

    private final Backend backend;
    private final StoredTables tables;
    private final TransformationCompiler compiler = new TransformationCompiler(Limits.DEFAULT);
    private final LongSupplier nanoClock = System::nanoTime;

    TrialRoutes(Backend backend, StoredTables tables) {
        this.backend = backend;
        this.tables = tables;
    }

    /** What to try; read by {@link #test} itself, which keeps every digit of the samples. */
    record TrialRequest(
            @JsonPropertyDescription("The draft where left out, without one the active version.") @Nullable JsonNode document,

            @JsonPropertyDescription("Each an object, for an event in JSON, or a text, for a payload as received; "
                    + Trial.SAMPLES_MAX + " at most.")
            List<JsonNode> samples,

            @JsonPropertyDescription("Hint of the samples' format, as an input gives it.") @Nullable String format) {

        TrialRequest {
            samples = List.copyOf(samples);
        }
    }

    List<Route> routes() {
        return List.of(Route.post(
                        "/api/v1/tenants/{tenant}/datasets/{dataset}/transformations/test",
                        "testTransformation",
                        "Tries a transformation on samples, and tells for each event what each filter did: the event before"
                                + " and after, the time it took, and why it was dropped or rejected.",
                        this::test)
                .takes(TrialRequest.class)
                .gives(JsonNode.class));
    }

    private Reply test(Call call) {
        Dataset dataset = backend.dataset(call, call.dataset());
        Options request = request(call.text());
        List<RawInput> samples = samples(request);
        String document = request.find(DOCUMENT)
                .map(TrialRoutes::text)
                .or(() -> backend.history().draft(dataset.ref()).map(Draft::document))
                .or(() -> active(dataset))
                .orElse("{}");
        Plan plan = plan(document, tables.of(dataset.tenant()));
        Context context = new Context(
                dataset.ref().tenant().toString(), dataset.ref().dataset().toString());
        String report = new Trial(plan, context, nanoClock).of(samples).json();
        return Reply.ok(report.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> active(Dataset dataset) {
        Integer active = dataset.activeVersion();
        return active == null
                ? Optional.empty()
                : backend.history().version(dataset.ref(), active).map(Version::document);
    }

    private Plan plan(String document, Lookups lookups) {
        return switch (compiler.compile(document, lookups)) {
            case Compilation.Compiled compiled -> compiled.plan();
            case Compilation.Invalid invalid -> throw TransformationRoutes.refused(invalid.problems());
        };
    }

    private static Options request(String body) {
        return switch (LocatedJson.read(body, Limits.DEFAULT.depth())) {
            case LocatedJson.Broken broken -> throw wrong(List.of(broken.problem()));
            case LocatedJson.Document read -> {
                Problems problems = new Problems(read.positions());
                Site site = problems.root();
                if (!(read.root() instanceof Map<?, ?> object)) {
                    site.reportType("an object with 'samples'", read.root());
                    throw wrong(problems.found());
                }
                Optional<Options> options = Options.read(object, List.of(DOCUMENT, SAMPLES, FORMAT), site);
                options.ifPresent(given -> check(given, site));
                if (!problems.isEmpty()) {
                    throw wrong(problems.found());
                }
                yield options.orElseThrow();
            }
        };
    }

    private static void check(Options given, Site site) {
        given.find(DOCUMENT)
                .filter(value -> !(value instanceof Map))
                .ifPresent(value -> site.at("document").reportType("a transformation document", value));
        List<Object> samples = given.get(SAMPLES);
        if (samples.isEmpty() || samples.size() > Trial.SAMPLES_MAX) {
            site.at("samples").report("give 1 to " + Trial.SAMPLES_MAX + " samples, not " + samples.size());
        }
        for (int i = 0; i < samples.size(); i++) {
            if (!(samples.get(i) instanceof Map || samples.get(i) instanceof String)) {
                site.at("samples").at(i).reportType("an object or a text", samples.get(i));
            }
        }
    }

    private static List<RawInput> samples(Options request) {
        String format = request.find(FORMAT).orElse(null);
        List<RawInput> inputs = new ArrayList<>();
        for (Object value : request.get(SAMPLES)) {
            Sample sample = value instanceof Map<?, ?> map
                    ? Sample.object(object(map), format)
                    : Sample.text(String.valueOf(value), format);
            inputs.add(sample.input(inputs.size()));
        }
        return inputs;
    }

    private static String text(Object document) {
        return JsonWriter.text(object((Map<?, ?>) document));
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> map) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put((String) key, value));
        return object;
    }

    private static RefusedException wrong(List<Problem> problems) {
        Problem first = problems.getFirst();
        return new RefusedException(
                400,
                new ErrorView(
                        "invalid_body",
                        "the body is wrong: " + first,
                        first.pointer(),
                        first.suggestion(),
                        problems.stream().map(ProblemView::of).toList()));
    }
}
