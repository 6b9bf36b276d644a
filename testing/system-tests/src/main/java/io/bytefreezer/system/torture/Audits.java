package io.bytefreezer.system.torture;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.system.process.Child;
import io.bytefreezer.system.process.ServiceKind;
import io.bytefreezer.system.process.Stack;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Asks the product itself, as a user would: {@code bytefreezer audit --deep} on every dataset of the running stack. */
record Audits(Stack stack) {

    private static final Duration ENDS_WITHIN = Duration.ofMinutes(3);
    private static final String WAIT_SECONDS = "60";

    /** What each says, in a few words. */
    Map<DatasetRef, Verdict> run(Collection<DatasetRef> datasets) {
        Map<DatasetRef, Verdict> verdicts = new TreeMap<>();
        datasets.forEach(dataset -> verdicts.put(dataset, run(dataset)));
        return verdicts;
    }

    /**
     * What an audit says.
     *
     * @param isComplete whether it found nothing
     * @param text for people
     */
    record Verdict(boolean isComplete, String text) {}

    private Verdict run(DatasetRef dataset) {
        List<String> words = List.of(
                "audit",
                "--tenant",
                dataset.tenant().value(),
                "--dataset",
                dataset.dataset().value(),
                "--deep",
                "--wait",
                WAIT_SECONDS);
        try (Child audit = stack.command("audit-" + dataset.dataset(), words, ServiceKind.PACKER)) {
            audit.start();
            OptionalInt code = audit.awaitExit(ENDS_WITHIN);
            if (code.isEmpty()) {
                return new Verdict(false, "did not end within " + ENDS_WITHIN + ", see " + audit.log());
            }
            return code.getAsInt() == 0
                    ? new Verdict(true, "complete")
                    : new Verdict(false, "exit code " + code.getAsInt() + ", see " + audit.log());
        }
    }
}
