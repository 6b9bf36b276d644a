package io.bytefreezer.transformations.fuzz;

import io.bytefreezer.transformations.Compilation;
import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.TransformationCompiler;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.Filters;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.lookup.CsvTable;
import io.bytefreezer.transformations.lookup.ExampleLookups;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes what users write (documents, conditions, grok patterns, tables) of good examples changed at random, and runs what
 * compiles on changed events. It stops at anything that must never be: an exception, an error without a reason, an event
 * that takes longer than the limit.
 *
 * <p>{@link RuleFuzzTest} runs it for a moment in every build. For minutes, from the folder {@code transformations}, with a
 * target or {@code all}, the minutes for each, and the seed:
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     io.bytefreezer.transformations.fuzz.RuleFuzzer grok 5 1
 * }</pre>
 */
public final class RuleFuzzer {

    /** What is fuzzed. */
    public enum Target {
        /** Whole documents. */
        DOCUMENT,
        /** Values of {@code when}. */
        CONDITION,
        /** Grok's patterns. */
        GROK,
        /** CSV tables. */
        TABLE
    }

    private static final List<String> CONDITIONS = List.of(
            "event.status >= 500",
            "event.path.startsWith('/api/') && !(event.method in ['GET', 'HEAD'])",
            "has(event.user) && event.user.name.matches('^[a-z]+(-[a-z]+)*$')",
            "event.list.exists(x, x > 3) || size(event.list) == 0",
            "received_at - timestamp(event.time) > duration('1h30m')",
            "int(event.n) * 7 % 3 == 1 && double(event.f) / 0.5 < 1e308",
            "attributes['k'] == 'v' ? tenant == \"demo\" : dataset != r'web\\d'");

    private static final List<String> GROKS = List.of(
            "%{COMBINEDAPACHELOG}",
            "%{IPORHOST:client} %{WORD:verb} %{URIPATHPARAM:path} %{NUMBER:bytes:int} %{NUMBER:took:float}",
            "^(?<year>\\d{4})-(?<month>0?[1-9]|1[0-2])(?:T(?<rest>.*))?$",
            "%{SYSLOGTIMESTAMP:at} (?:%{SYSLOGHOST:host} )?%{PROG:program}(?:\\[%{POSINT:pid}\\])?: %{GREEDYDATA:message}",
            "(?i)\\b(error|warn(?:ing)?)\\b[^\\]]*?(?=:)(?>x++|y*+)\\1(?<!z)",
            "%{TIMESTAMP_ISO8601:[a][b]} [%{LOGLEVEL:level}] %{QUOTEDSTRING:text}|%{UUID}|%{MAC}|%{PATH}");

    private static final List<String> TABLES = List.of(
            "host,owner\nweb-1,ann\nweb-2,bob\n",
            "\"a b\",c,d\r\n\"1 \"\"one\"\"\",,\u00e9\r\n2,\"x\ny\",z\r\n",
            "\ufeffid;name\n1;x\n");

    private static final String EVENT = """
            {"message": "192.0.2.7 - ann [11/Oct/2026:22:14:15 +0000] \\"GET /a/b?c=1 HTTP/1.1\\" 200 512 \\"-\\" \\"curl/8\\"",
             "status": 503, "path": "/api/x", "method": "POST", "user": {"name": "ann-bob"}, "list": [1, 2, 5],
             "time": "2026-10-11T22:14:15.123456789Z", "n": 9007199254740993, "f": 0.1, "none": null}""";

    private static final String MARKS = "|=\\\"'{}[]<>:;,# \t\n\r\0%&?!-+.*^$()0129eEnxuUTZPd\u00e9";

    private final Target target;
    private final Duration timeMax;
    private final Random random;
    private final List<String> events = new ArrayList<>(List.of(EVENT));
    private final Mutations texts;
    private final Mutations inputs;
    private final TransformationCompiler compiler = new TransformationCompiler(Limits.DEFAULT, new ExampleLookups());
    private long compiled;

    RuleFuzzer(Target target, long seed, Duration timeMax) {
        this.target = target;
        this.timeMax = timeMax;
        this.random = new Random(seed);
        this.texts = new Mutations(random, seeds(target), MARKS);
        if (target == Target.DOCUMENT) {
            Filters.ALL.forEach(type -> type.examples().forEach(example -> events.add(example.input())));
        }
        this.inputs = new Mutations(random, events, MARKS);
    }

    /** Fuzzes as the arguments say. */
    public static void main(String[] arguments) {
        Duration each = Duration.ofSeconds((long) (Double.parseDouble(arguments[1]) * 60));
        for (Target target : Target.values()) {
            if (arguments[0].equals("all") || arguments[0].equalsIgnoreCase(target.name())) {
                RuleFuzzer fuzzer = new RuleFuzzer(target, Long.parseLong(arguments[2]), Duration.ofSeconds(3));
                long end = System.nanoTime() + each.toNanos();
                long tried = 0;
                while (System.nanoTime() < end) {
                    fuzzer.next();
                    tried++;
                }
                System.out.printf("%s: %d texts, %d of them good%n", target, tried, fuzzer.compiled);
            }
        }
    }

    private static List<String> seeds(Target target) {
        return switch (target) {
            case DOCUMENT ->
                Filters.ALL.stream()
                        .flatMap(type -> type.examples().stream().map(example -> document(type, example)))
                        .toList();
            case CONDITION -> CONDITIONS;
            case GROK -> GROKS;
            case TABLE -> TABLES;
        };
    }

    private static String document(FilterType type, Example example) {
        return "{\"filters\": [{\"type\": \"%s\", \"config\": %s}]}".formatted(type.name(), example.config());
    }

    /** How many texts were good. */
    long compiled() {
        return compiled;
    }

    /** Tries one more text. One that takes long is tried again: the first time of all, classes are loaded. */
    void next() {
        byte[] text = texts.next();
        String event = random.nextInt(4) == 0
                ? new String(inputs.next(), StandardCharsets.UTF_8)
                : events.get(random.nextInt(events.size()));
        if (nanosOf(text, event) > timeMax.toNanos()) {
            require(nanosOf(text, event) <= timeMax.toNanos(), "longer than " + timeMax, text, event);
        }
    }

    private long nanosOf(byte[] text, String event) {
        long start = cpuNanos();
        try {
            if (target == Target.TABLE) {
                read(text, event);
            } else {
                run(new String(text, StandardCharsets.UTF_8), event);
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw failure(e.toString(), text, event, e);
        }
        return cpuNanos() - start;
    }

    private void read(byte[] text, String event) {
        switch (CsvTable.read(text, List.of())) {
            case CsvTable.Loaded loaded -> compiled++;
            case CsvTable.Broken broken -> require(!broken.reason().isBlank(), "no reason", text, event);
        }
    }

    private void run(String text, String event) {
        switch (compiler.compile(whole(text))) {
            case Compilation.Compiled good -> {
                compiled++;
                judge(good.plan(), text, event);
            }
            case Compilation.Invalid invalid ->
                require(!invalid.problems().isEmpty(), "no reason", text.getBytes(StandardCharsets.UTF_8), event);
        }
    }

    private String whole(String text) {
        return switch (target) {
            case DOCUMENT, TABLE -> text;
            case CONDITION ->
                JsonWriter.text(Map.of("filters", List.of(Map.of("type", "drop", "config", Map.of(), "when", text))));
            case GROK ->
                JsonWriter.text(Map.of(
                        "filters",
                        List.of(Map.of("type", "grok", "config", Map.of("source_field", "message", "pattern", text)))));
        };
    }

    private static void judge(Plan plan, String text, String event) {
        if (plan.apply(Plans.input("json", event), Plans.CONTEXT) instanceof Outcome.Reject reject) {
            boolean good =
                    reject.code() != ErrorCode.INTERNAL && !reject.detail().isBlank();
            require(good, "a bad error: " + reject, text.getBytes(StandardCharsets.UTF_8), event);
        }
    }

    /** Time of this thread alone: on a busy machine the clock says little. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void require(boolean holds, String otherwise, byte[] text, String event) {
        if (!holds) {
            throw failure(otherwise, text, event, null);
        }
    }

    private static AssertionError failure(String what, byte[] text, String event, Throwable cause) {
        return new AssertionError(
                what + " for the bytes (as ISO 8859-1)\n" + new String(text, StandardCharsets.ISO_8859_1)
                        + "\non the event\n" + event,
                cause);
    }
}
