package io.bytefreezer.piper;

import io.bytefreezer.embedded.kafka.KafkaFixture;
import io.bytefreezer.piper.share.FairShare;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.Limits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/**
 * Measures what a dataset with a pathological pattern costs another one: the rate of the other in windows alone and beside it,
 * in turns, while both have more records than the piper takes. A program, not a test: rates depend on the machine.
 */
final class FairShareMeasurement {

    private static final DatasetRef FAST = DatasetRef.of("share", "fast");
    private static final DatasetRef SLOW = DatasetRef.of("share", "slow");
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final Duration WINDOW = Duration.ofSeconds(20);

    private static final String FAST_RULE = """
            {"filters": [{"type": "grok", "config": {"pattern": "%{COMMONAPACHELOG}"}}]}""";
    private static final String FAST_EVENT = """
            {"message": "203.0.113.9 - ada [10/Oct/2025:13:55:36 +0000] \\"GET /cart/items?id=17 HTTP/1.1\\" 200 2326"}""";

    private FairShareMeasurement() {}

    /** Rules and an event on which they take as long as they are allowed to. */
    private enum Pathology {
        /** Our matcher gives up after its steps. */
        STEPS("grok", "(?<w>(?>(?:aa|a)*!))", "a".repeat(60)),
        /** The end of the text is left to joni, which gives up after its time. */
        TIME("grok", "^(?<w>(?:\\\\w+\\\\s?)+)\\\\z", "session opened for user ".repeat(5) + "!"),
        /** RE2 takes time that grows with expression and text. */
        RE2("regex_replace", "(.?){1000}[0-9]$", "x".repeat(60_000));

        private final String rule;
        private final String event;

        Pathology(String type, String pattern, String text) {
            String replacement = type.equals("grok") ? "" : ", \"replacement\": \"\"";
            this.rule = "{\"filters\": [{\"type\": \"" + type + "\", \"config\": {\"pattern\": \"" + pattern + "\""
                    + replacement + "}}]}";
            this.event = "{\"message\": \"" + text + "\"}";
        }
    }

    /**
     * What was committed in a window, by the second; of the fast one also by the second of processor that the stream thread had,
     * which says more where others use the processors too; and the part of the time that went into the slow rules.
     */
    private record Rates(double fast, double fastByProcessor, double slow, double busy) {}

    public static void main(String[] args) throws IOException {
        Pathology pathology = Pathology.valueOf(args[0].toUpperCase(Locale.ROOT));
        int pairs = Integer.parseInt(args[1]);
        try (KafkaFixture kafka = KafkaFixture.start();
                TestTopics topics = new TestTopics(kafka.bootstrapServers())) {
            for (DatasetRef dataset : List.of(FAST, SLOW)) {
                topics.create(Topics.DEFAULT.raw(dataset), 1);
                topics.create(Topics.DEFAULT.processed(dataset), 1);
                topics.create(Topics.DEFAULT.deadLetter(dataset), 1);
            }
            Path directory = Files.createTempDirectory("share-");
            FairShare share = new FairShare(FairShare.Terms.DEFAULT);
            Plan fast = plan(FAST_RULE);
            Plan slow = plan(pathology.rule);
            try (ScriptedPiper piper = ScriptedPiper.start(
                            kafka.bootstrapServers(),
                            "share",
                            directory,
                            share,
                            dataset -> dataset.equals(FAST) ? fast : slow);
                    Progress progress = new Progress(kafka.bootstrapServers(), "share");
                    LiveLoad load = new LiveLoad(kafka.bootstrapServers(), progress)) {
                piper.hold(SLOW, true);
                load.keep(FAST, FAST_EVENT, 100_000);
                load.keep(SLOW, pathology.event, 200);
                LockSupport.parkNanos(WARM_UP.toNanos());
                measure(pathology, pairs, piper, progress);
            }
        }
    }

    private static void measure(Pathology pathology, int pairs, ScriptedPiper piper, Progress progress) {
        List<Rates> alone = new ArrayList<>();
        List<Rates> beside = new ArrayList<>();
        alone.add(window("alone", piper, progress));
        piper.hold(SLOW, false);
        Rates onset = window("onset", piper, progress);
        for (int i = 0; i < pairs; i++) {
            piper.hold(SLOW, false);
            LockSupport.parkNanos(SETTLED.toNanos());
            beside.add(window("beside", piper, progress));
            piper.hold(SLOW, true);
            LockSupport.parkNanos(SETTLED.toNanos());
            alone.add(window("alone", piper, progress));
        }
        System.out.printf(
                Locale.ROOT,
                "%s: fast alone %.0f/s; beside %s of that, %s by processor time; slow %.2f/s, %.3f of the thread;"
                        + " while it became slow %.3f, %.3f by processor time%n",
                pathology,
                median(alone.stream().map(Rates::fast).toList()),
                ratio(alone, beside, Rates::fast),
                ratio(alone, beside, Rates::fastByProcessor),
                median(beside.stream().map(Rates::slow).toList()),
                median(beside.stream().map(Rates::busy).toList()),
                onset.fast() / alone.getFirst().fast(),
                onset.fastByProcessor() / alone.getFirst().fastByProcessor());
    }

    /** Of each window beside the slow dataset to the mean of those before and after: the median, the least and the most. */
    private static String ratio(List<Rates> alone, List<Rates> beside, ToDoubleFunction<Rates> rate) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < beside.size(); i++) {
            double around = (rate.applyAsDouble(alone.get(i)) + rate.applyAsDouble(alone.get(i + 1))) / 2;
            ratios.add(rate.applyAsDouble(beside.get(i)) / around);
        }
        return String.format(
                Locale.ROOT, "%.3f (%.3f to %.3f)", median(ratios), Collections.min(ratios), Collections.max(ratios));
    }

    private static long processorNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().contains("StreamThread"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    private static Rates window(String name, ScriptedPiper piper, Progress progress) {
        long fast = progress.committed(FAST);
        long slow = progress.committed(SLOW);
        long busy = piper.slowNanos();
        long processor = processorNanos();
        long begun = System.nanoTime();
        LockSupport.parkNanos(WINDOW.toNanos());
        double seconds = (System.nanoTime() - begun) / 1e9;
        long left = progress.lag(FAST);
        if (left <= 0) {
            throw new IllegalStateException("void: the load ended in the window");
        }
        double processed = progress.committed(FAST) - fast;
        Rates rates = new Rates(
                processed / seconds,
                processed / ((processorNanos() - processor) / 1e9),
                (progress.committed(SLOW) - slow) / seconds,
                (piper.slowNanos() - busy) / 1e9 / seconds);
        System.out.printf(
                Locale.ROOT,
                "%s: fast %.0f/s, %.0f by the second of processor (%d wait), slow %.2f/s (%d wait), %.3f of the thread%n",
                name,
                rates.fast(),
                rates.fastByProcessor(),
                left,
                rates.slow(),
                progress.lag(SLOW),
                rates.busy());
        return rates;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static Plan plan(String rule) {
        return switch (TransformationCompiler.compile(rule, Limits.DEFAULT)) {
            case Compilation.Compiled compiled -> compiled.plan();
            case Compilation.Invalid invalid -> throw new IllegalStateException(invalid.toString());
        };
    }
}
