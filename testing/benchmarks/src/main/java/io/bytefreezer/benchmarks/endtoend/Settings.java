package io.bytefreezer.benchmarks.endtoend;

import io.bytefreezer.benchmarks.load.EventFile;
import java.util.List;
import java.util.Locale;

/** What was chosen for a measurement, in sentences that stand beside its figures. */
final class Settings {

    private Settings() {}

    static List<String> of(Scale scale, EventFile file) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d events a run, made beforehand: lines of a web access log as JSON, sent to the webhook as NDJSON in"
                                + " requests of %,d by %d connections. %d partitions. Topics, the table and the consumers'"
                                + " assignments are there before the clock starts.",
                        file.events(scale.batches()),
                        scale.batch(),
                        scale.connections(),
                        scale.partitions()),
                "Services, broker and store each run in a process of their own (heap 1 GiB, serial collector), configured as"
                        + " by default, but for `rotate.interval` and `flush.age`: at 5 s the last raw object and the last"
                        + " data file of a run wait for that clock, which is in the figures. The benchmark looks twice a second"
                        + " how far they are, by their metrics, which is in the figures too.",
                "`passthrough`: no transformation. `rules`: a grok on the request line, a rename, and a drop that never"
                        + " matches.",
                String.format(
                        Locale.ROOT,
                        "Floor: one process with a producer (`acks=all`, idempotent, the batches and the compression of the"
                                + " services) and a consumer of the same payloads, on the same broker, before each round of"
                                + " runs and after the last. Each ratio is to the mean of the floors around its round: rates"
                                + " to its events/s, costs to the processor time of its process, those of `kafka` to those of"
                                + " the broker under the floor. Warm-up: one floor, and half a run of each case. Then %d"
                                + " rounds; the figures are medians, with the least and the most in brackets.",
                        scale.runs()),
                "After each run the events are counted: in the raw topic, committed in the processed topic, in the raw"
                        + " objects, and in the table, where all are different. One too few or too many makes the run void.");
    }
}
