package io.bytefreezer.benchmarks.endtoend;

import io.bytefreezer.benchmarks.floor.Floor;
import io.bytefreezer.benchmarks.load.EventFile;
import io.bytefreezer.benchmarks.load.Feeder;
import io.bytefreezer.benchmarks.report.CaseRun;
import io.bytefreezer.benchmarks.report.FloorRun;
import io.bytefreezer.benchmarks.stack.Api;
import io.bytefreezer.benchmarks.stack.Child;
import io.bytefreezer.benchmarks.stack.Installation;
import io.bytefreezer.benchmarks.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The whole measurement on a running system: warm-up, then rounds of one run of each case, with the floor before each round
 * and after the last.
 *
 * @param stack the system
 * @param scale how much
 * @param events the load
 * @param progress takes a line for each step
 */
record Benchmark(Stack stack, Scale scale, EventFile events, Consumer<String> progress) {

    /**
     * What came of it.
     *
     * @param floor one more than rounds
     * @param cases for each case one run of each round
     * @param peakMemory most memory of each process, in bytes
     */
    record Result(List<FloorRun> floor, SequencedMap<String, List<CaseRun>> cases, Map<String, Long> peakMemory) {}

    /** Runs all of it. */
    Result run(Installation installation) throws InterruptedException {
        try (Api api = stack.api();
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()));
                S3Client s3 = stack.s3();
                Feeder feeder = new Feeder(stack.key(), scale.connections())) {
            Pipeline pipeline = new Pipeline(stack, api);
            Offsets offsets = new Offsets(admin);
            ExactCounts counts = new ExactCounts(pipeline, offsets, s3);
            pipeline.createTenant();
            Floor floor = Floor.start(stack, installation, admin, events, scale.partitions());
            return rounds(floor, new CaseRunner(pipeline, offsets, counts, feeder, scale.partitions()));
        }
    }

    private Result rounds(Floor floor, CaseRunner runner) throws InterruptedException {
        progress.accept("warm-up");
        floor.run();
        for (Case each : Case.values()) {
            runner.run(each, each.label() + "-0", events, scale.warmUpBatches());
        }
        List<FloorRun> floors = new ArrayList<>();
        SequencedMap<String, List<CaseRun>> cases = new LinkedHashMap<>();
        for (int round = 1; round <= scale.runs(); round++) {
            floors.add(floor.run());
            progress.accept("floor: " + floors.getLast());
            for (Case each : Case.values()) {
                CaseRun run = runner.run(each, each.label() + "-" + round, events, scale.batches());
                progress.accept(each.label() + ": " + run);
                cases.computeIfAbsent(each.label(), label -> new ArrayList<>()).add(run);
            }
        }
        floors.add(floor.run());
        progress.accept("floor: " + floors.getLast());
        return new Result(
                floors, cases, stack.processes().stream().collect(Collectors.toMap(Child::name, Child::peakMemory)));
    }
}
