package io.bytefreezer.proxy.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.proxy.decode.BodyFormat;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.Dataset;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputPlanTest {

    @Test
    void keepsWhatIsWantedAsItRunsAndReplacesWhatChanged() {
        InputConfig same = webhook("same", BodyFormat.AUTO);
        InputConfig before = webhook("changed", BodyFormat.AUTO);
        InputConfig after = webhook("changed", BodyFormat.TEXT);
        InputConfig gone = webhook("gone", BodyFormat.AUTO);
        InputPlan plan = InputPlan.of(List.of(same, before, gone), List.of(after, same));
        assertThat(plan).isEqualTo(new InputPlan(List.of(before, gone), List.of(same), List.of(after)));
    }

    @Test
    void wantsTheInputsOfTheFileAndOfActiveDatasets() {
        Snapshot snapshot = snapshot(
                dataset("web", true, new InputSpec("hook", "webhook", Map.of())),
                dataset("off", false, new InputSpec("hook", "webhook", Map.of())));
        WantedInputs wanted = WantedInputs.of(List.of(webhook("yaml", BodyFormat.TEXT)), snapshot);
        assertThat(wanted.inputs()).containsExactly(webhook("yaml", BodyFormat.TEXT), webhook("hook", BodyFormat.AUTO));
        assertThat(wanted.problems()).isEmpty();
    }

    @Test
    void aBadInputIsAProblemAndItsNeighboursAreWanted() {
        Snapshot snapshot = snapshot(dataset(
                "web",
                true,
                new InputSpec("bad", "webhook", Map.of("format", "xml")),
                new InputSpec("good", "webhook", Map.of())));
        WantedInputs wanted = WantedInputs.of(List.of(), snapshot);
        assertThat(wanted.inputs()).containsExactly(webhook("good", BodyFormat.AUTO));
        assertThat(wanted.problems())
                .singleElement()
                .asString()
                .contains("input 'bad' of demo/web")
                .contains("xml");
    }

    @Test
    void anInputOfTheFileWaitsForItsDataset() {
        WantedInputs wanted = WantedInputs.of(List.of(webhook("yaml", BodyFormat.TEXT)), snapshot());
        assertThat(wanted.inputs()).isEmpty();
        assertThat(wanted.problems()).singleElement().asString().contains("knows no such dataset");
    }

    @Test
    void theInputsOfAPausedDatasetAreClosedWithoutAProblem() {
        WantedInputs wanted =
                WantedInputs.of(List.of(webhook("yaml", BodyFormat.TEXT)), snapshot(dataset("web", false)));
        assertThat(wanted).isEqualTo(WantedInputs.NONE);
    }

    private static WebhookInput webhook(String name, BodyFormat format) {
        DatasetRef dataset = DatasetRef.of("demo", "web");
        return new WebhookInput(name, dataset.tenant(), dataset.dataset(), format);
    }

    private static Dataset dataset(String id, boolean active, InputSpec... inputs) {
        return new Dataset(new ResourceId("demo"), new ResourceId(id), active, 1, List.of(inputs), null, null, null);
    }

    private static Snapshot snapshot(Dataset... datasets) {
        return new Snapshot(
                1,
                "account",
                List.of(new Snapshot.Tenant(new ResourceId("demo"), "Demo", true)),
                List.of(datasets),
                List.of());
    }
}
