package io.bytefreezer.system.torture;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.system.check.Check;
import io.bytefreezer.system.check.Lag;
import io.bytefreezer.system.check.Places;
import io.bytefreezer.system.fault.Planned;
import io.bytefreezer.system.inject.Cluster;
import io.bytefreezer.system.inject.Injector;
import io.bytefreezer.system.inject.Outcome;
import io.bytefreezer.system.inject.Supervisor;
import io.bytefreezer.system.ledger.Ledger;
import io.bytefreezer.system.load.Dataset;
import io.bytefreezer.system.load.Load;
import io.bytefreezer.system.process.Child;
import io.bytefreezer.system.process.Waiting;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run, from the first process to the last line. Used by one thread. */
final class TortureRun {

    private static final Duration TOPICS_WITHIN = Duration.ofSeconds(60);
    private static final Duration MENDED_WITHIN = Duration.ofMinutes(3);
    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(8);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

    private static final List<DatasetRef> DATASETS =
            Arrays.stream(Dataset.values()).map(Dataset::ref).toList();

    private static final Map<DatasetRef, Duration> KEPT = Arrays.stream(Dataset.values())
            .filter(dataset -> dataset.retentionDays() > 0)
            .collect(Collectors.toMap(Dataset::ref, dataset -> Duration.ofDays(dataset.retentionDays())));

    private final Options options;
    private final Scene scene;
    private final PrintStream out;
    private final Ledger ledger = new Ledger();
    private final Tally tally = new Tally();

    TortureRun(Options options, Scene scene, PrintStream out) {
        this.options = options;
        this.scene = scene;
        this.out = out;
    }

    /** Runs it all, and says what came of it. */
    Report run(List<Planned> schedule) {
        Places places = new Places(scene.stack());
        try (Cluster cluster = new Cluster(places.bootstrapServers())) {
            tell("starting " + scene.stack().children().size() + " processes");
            scene.stack().startFoundations();
            new Setup(scene.stack()).run();
            scene.stack().startServices();
            awaitTopics(cluster);
            tell("all serve; " + schedule.size() + " faults to come");
            try (Supervisor supervisor = new Supervisor(scene.stack().children())) {
                TopicTricks tricks = torture(schedule, places, supervisor, cluster);
                mend();
                List<String> behind = drain(places);
                tell("counting");
                Check.Result result = Check.run(
                        places,
                        DATASETS,
                        ledger,
                        tricks.removed(),
                        options.directory().resolve("check"));
                tell("auditing");
                return new Report(
                        ledger.size(),
                        ledger.expiring().size(),
                        tally.byKind(),
                        tally.skipped(),
                        supervisor.exits(),
                        behind,
                        result,
                        new Audits(scene.stack()).run(DATASETS));
            }
        }
    }

    private void awaitTopics(Cluster cluster) {
        List<String> topics = DATASETS.stream()
                .flatMap(dataset -> Stream.of(
                        Topics.DEFAULT.raw(dataset),
                        Topics.DEFAULT.processed(dataset),
                        Topics.DEFAULT.deadLetter(dataset)))
                .toList();
        if (!cluster.awaitTopics(topics, TOPICS_WITHIN)) {
            throw new IllegalStateException("the services do not make their topics within " + TOPICS_WITHIN);
        }
    }

    private TopicTricks torture(List<Planned> schedule, Places places, Supervisor supervisor, Cluster cluster) {
        try (Load load = Load.start(scene.load(options), ledger)) {
            TopicTricks tricks = new TopicTricks(places, ledger, load, options.seed());
            Injector injector = new Injector(scene.stack(), supervisor, cluster, scene.obstacles(), tricks);
            Instant begin = Instant.now();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Planned planned : schedule) {
                    Waiting.pause(Duration.between(Instant.now(), begin.plus(planned.at())));
                    threads.execute(() -> inject(injector, planned));
                }
                Waiting.pause(Duration.between(Instant.now(), begin.plus(options.length())));
                tell("no more faults; what is broken is mended");
            }
            tell(load.sent() + " events sent, " + load.unanswered()
                    + " of them over HTTP without acknowledgement, statuses " + load.refusals());
            return tricks;
        }
    }

    private void inject(Injector injector, Planned planned) {
        String kind = planned.fault().kind();
        tell(kind + ": " + planned.fault().target());
        Instant begin = Instant.now();
        Outcome outcome;
        try {
            outcome = injector.inject(planned.fault());
        } catch (RuntimeException e) {
            outcome = new Outcome.Skipped(e.toString());
        }
        switch (outcome) {
            case Outcome.Injected injected -> {
                tally.injected(kind);
                long seconds = Duration.between(begin, Instant.now()).toSeconds();
                if (seconds > 0) {
                    tell("  mended after " + seconds + " s: " + kind + ": "
                            + planned.fault().target());
                }
            }
            case Outcome.Skipped skipped -> {
                tally.skipped(kind, skipped.reason());
                tell("  skipped " + kind + ": " + skipped.reason());
            }
        }
    }

    /** From here on nothing is in the way of anybody. */
    private void mend() {
        scene.obstacles().database().disarm();
        for (Child child : scene.stack().children()) {
            if (!Waiting.until(MENDED_WITHIN, child::serves)) {
                tell(child + " does not serve, see " + child.log());
            }
        }
    }

    private List<String> drain(Places places) {
        try (Lag lag = new Lag(places, DATASETS, KEPT)) {
            Instant end = Instant.now().plus(DRAINED_WITHIN);
            List<String> behind = lag.behind();
            while (!behind.isEmpty() && Instant.now().isBefore(end)) {
                tell("waiting for " + String.join(", ", behind));
                Waiting.until(TOLD_EVERY, () -> lag.behind().isEmpty());
                behind = lag.behind();
            }
            return behind;
        }
    }

    private void tell(String what) {
        synchronized (out) {
            out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + "  " + what);
        }
    }
}
