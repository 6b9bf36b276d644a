package io.bytefreezer.transformations.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrialTest {

    /** A clock that is asked and ticks. */
    private static LongSupplier ticking() {
        long[] now = {0};
        return () -> now[0]++;
    }

    private static TrialReport trial(Plan plan, String... payloads) {
        List<RawInput> samples = List.of(payloads).stream()
                .map(payload -> Plans.input("json", payload))
                .toList();
        return new Trial(plan, Plans.CONTEXT, ticking()).of(samples);
    }

    private static List<StepReport> steps(TrialReport report) {
        return report.samples().getFirst().events().getFirst().steps();
    }

    @Test
    void tellsTheEventBeforeAndAfterEachFilter() {
        TrialReport report = trial(Plans.plan("""
                {"filters": [
                  {"type": "rename_field", "config": {"from": "a", "to": "b"}},
                  {"type": "add_field", "when": "event.b > 5", "config": {"field": "big", "value": true}},
                  {"type": "remove_field", "config": {"field": "b"}}]}"""), "{\"a\": 1.10}");

        assertThat(steps(report))
                .extracting(StepReport::decision, StepReport::changed, StepReport::before, StepReport::after)
                .containsExactly(
                        tuple(new StepReport.Passed(), true, new RawJson("{\"a\":1.10}"), new RawJson("{\"b\":1.10}")),
                        tuple(
                                new StepReport.Skipped(),
                                false,
                                new RawJson("{\"b\":1.10}"),
                                new RawJson("{\"b\":1.10}")),
                        tuple(new StepReport.Passed(), true, new RawJson("{\"b\":1.10}"), new RawJson("{}")));
        assertThat(report.complete()).isTrue();
    }

    @Test
    void timesEachFilterByTheClockItIsGiven() {
        TrialReport report = trial(Plans.of(event -> Verdict.PASS, event -> Verdict.PASS), "{}");

        assertThat(steps(report)).extracting(StepReport::nanos).containsExactly(1L, 1L);
        assertThat(report.samples().getFirst().parseNanos()).isEqualTo(1);
        assertThat(report.samples().getFirst().nanos()).isEqualTo(6);
    }

    @Test
    void tellsWhyAnEventWasDropped() {
        TrialReport report = trial(Plans.plan("""
                {"filters": [{"type": "drop", "config": {"if_field": "level", "equals": "debug"}}]}"""), "{\"level\": \"debug\"}");

        assertThat(steps(report).getFirst().decision()).isEqualTo(new StepReport.Dropped("if_field"));
        assertThat(steps(report).getFirst().after()).isNull();
        assertThat(report.samples().getFirst().outcome()).isInstanceOf(Outcome.Drop.class);
    }

    @Test
    void showsWhatKeepingAnErrorNotesInTheEvent() {
        TrialReport report = trial(Plans.plan("""
                {"filters": [
                  {"type": "add_field", "on_error": "keep", "config": {"field": "a.b", "value": 1}},
                  {"type": "add_field", "config": {"field": "a.c", "value": 1}}]}"""), "{\"a\": 0}");

        assertThat(steps(report).getFirst().after())
                .extracting(json -> json == null ? "" : json.text())
                .asString()
                .contains("\"_errors\":[{\"filter\":\"0:add_field\",\"code\":\"PATH_CONFLICT\"");
        assertThat(steps(report).getLast().decision())
                .isInstanceOfSatisfying(
                        StepReport.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.PATH_CONFLICT));
        assertThat(report.samples().getFirst().outcome()).isInstanceOf(Outcome.Reject.class);
    }

    @Test
    void followsEachPartOfAnEventThatIsSplit() {
        Plan plan = Plans.of(
                event -> new Verdict.Split(List.of(fields("n", 1L), fields("n", 2L))),
                event -> event.set(FieldPath.of("seen"), true) ? Verdict.PASS : new Verdict.Drop("never"),
                event -> new Verdict.Route("other"));
        SampleReport sample = trial(plan, "{\"list\": [1, 2]}").samples().getFirst();

        assertThat(sample.events()).extracting(EventReport::partOf).containsExactly(null, 0, 0);
        assertThat(sample.events().getFirst().steps())
                .singleElement()
                .extracting(StepReport::decision)
                .isEqualTo(new StepReport.Split(2));
        assertThat(sample.events().getLast().steps())
                .extracting(StepReport::decision)
                .containsExactly(new StepReport.Passed(), new StepReport.Routed("other"));
        assertThat(sample.results())
                .extracting(
                        SampleReport.Result::number,
                        SampleReport.Result::route,
                        result -> result.body().text())
                .containsExactly(
                        tuple(1, "other", "{\"n\":1,\"seen\":true}"), tuple(2, "other", "{\"n\":2,\"seen\":true}"));
    }

    @Test
    void givesNoResultsOfASampleThatIsRejectedLater() {
        Plan plan = Plans.of(
                event -> new Verdict.Split(List.of(fields("n", 1L), fields("n", 2L))),
                event -> Long.valueOf(2).equals(event.get(FieldPath.of("n")))
                        ? new Verdict.Reject(ErrorCode.BAD_VALUE, "two")
                        : Verdict.PASS);
        SampleReport sample = trial(plan, "{}").samples().getFirst();

        assertThat(sample.outcome()).isInstanceOf(Outcome.Reject.class);
        assertThat(sample.results()).isEmpty();
        assertThat(sample.events()).hasSize(3);
    }

    @Test
    void tellsOfAPayloadThatCannotBeParsed() {
        SampleReport sample = trial(Plan.passthrough(), "{").samples().getFirst();

        assertThat(sample.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Reject.class,
                        reject -> assertThat(reject.stage()).isEqualTo("parse"));
        assertThat(sample.events()).isEmpty();
    }

    @Test
    void changesNoOutcome() {
        Plan plan = Plans.plan("""
                {"filters": [{"type": "grok", "config": {"pattern": "%{WORD:verb} %{INT:n:int}"}}]}""");
        for (String payload : List.of("{\"message\": \"GET 7\"}", "{\"message\": \"?\"}", "[]")) {
            Outcome watched = trial(plan, payload).samples().getFirst().outcome();
            Outcome alone = plan.apply(Plans.input("json", payload), Plans.CONTEXT);
            assertThat(watched).usingRecursiveComparison().isEqualTo(alone);
        }
    }

    @Test
    void leavesOutWhatWouldMakeTheReportTooLongAndStillTellsEveryOutcome() throws Exception {
        String large = "{\"a\": \"" + "x".repeat(Trial.REPORT_CHARS_MAX / 5) + "\"}";
        TrialReport report = trial(Plans.of(event -> Verdict.PASS, event -> Verdict.PASS), large, large, "{}");

        assertThat(report.complete()).isFalse();
        assertThat(report.samples())
                .hasSize(3)
                .allSatisfy(sample -> assertThat(sample.outcome()).isInstanceOf(Outcome.Emit.class));
        assertThat(report.json().length()).isLessThan(Trial.REPORT_CHARS_MAX * 2);
    }

    @Test
    void leavesOutSamplesThatItHasNoTimeFor() {
        long[] now = {0};
        LongSupplier slow = () -> now[0] += Trial.TIME_MAX.toNanos() / 4;
        List<RawInput> samples = Collections.nCopies(3, Plans.input("json", "{}"));
        TrialReport report = new Trial(Plan.passthrough(), Plans.CONTEXT, slow).of(samples);

        assertThat(report.complete()).isFalse();
        assertThat(report.samples()).hasSize(1);
    }

    @Test
    void refusesMoreSamplesThanItsLimit() {
        List<RawInput> samples = Collections.nCopies(Trial.SAMPLES_MAX + 1, Plans.input("json", "{}"));

        assertThatThrownBy(() -> new Trial(Plan.passthrough(), Plans.CONTEXT, ticking()).of(samples))
                .hasMessageContaining("101 samples");
    }

    @Test
    void isWrittenAsJson() throws Exception {
        String json = trial(Plans.plan("""
                {"filters": [
                  {"type": "add_field", "config": {"field": "n", "value": 1.50}},
                  {"type": "drop", "when": "event.level == 'debug'"}]}"""), "{\"level\": \"debug\"}", "{\"level\": \"info\"}", "{")
                .json();

        assertThat(json).isEqualTo("""
                {"complete":true,"samples":[\
                {"parse_nanos":1,"nanos":6,"outcome":{"result":"dropped","filter":1,"type":"drop","reason":"when"},\
                "events":[{"event":0,"steps":[\
                {"filter":0,"type":"add_field","verdict":"pass","nanos":1,"changed":true,\
                "before":{"level":"debug"},"after":{"level":"debug","n":1.50}},\
                {"filter":1,"type":"drop","verdict":"drop","reason":"when","nanos":1,"changed":false,\
                "before":{"level":"debug","n":1.50}}]}]},\
                {"parse_nanos":1,"nanos":6,"outcome":{"result":"emitted","count":1,"events":[\
                {"event":0,"event_time":"2026-10-11T22:14:20Z","body":{"level":"info","n":1.50}}],"dropped":[]},\
                "events":[{"event":0,"steps":[\
                {"filter":0,"type":"add_field","verdict":"pass","nanos":1,"changed":true,\
                "before":{"level":"info"},"after":{"level":"info","n":1.50}},\
                {"filter":1,"type":"drop","verdict":"skip","nanos":1,"changed":false,\
                "before":{"level":"info","n":1.50},"after":{"level":"info","n":1.50}}]}]},\
                {"parse_nanos":1,"nanos":1,"outcome":{"result":"rejected","stage":"parse","code":"MALFORMED_JSON",\
                "detail":"%s"},"events":[]}]}""".formatted(detail("{")));
        assertThat(new JsonReader(Limits.DEFAULT).object(json.getBytes(StandardCharsets.UTF_8)))
                .containsKey("samples");
    }

    private static String detail(String payload) {
        return Plans.rejected(Plan.passthrough().apply(Plans.input("json", payload), Plans.CONTEXT))
                .detail()
                .replace("\"", "\\\"");
    }

    private static Map<String, @Nullable Object> fields(String name, Object value) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put(name, value);
        return fields;
    }
}
