package io.bytefreezer.transformations.formats;

import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.fuzz.Mutations;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Problems;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Feeds a format with its examples, changed at random, and stops at anything it must never do: throw something else than an
 * {@link EventException}, take longer than a limit, or make an event that is not JSON.
 *
 * <p>{@link FormatFuzzTest} runs it for a moment in every build. For minutes, from the folder {@code transformations}, with a
 * format or {@code all}, the minutes for each, and the seed:
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     io.bytefreezer.transformations.formats.FormatFuzzer cef 5 1
 * }</pre>
 */
public final class FormatFuzzer {

    private static final String MARKS = "|=\\\"'{}[]<>:;,# \t\n\r\0%&?!-+.0129eEnxuUTZ\u00e9";
    private static final Limits LIMITS = Limits.DEFAULT;
    // What comes out may be nested deeper and named longer than what came in.
    private static final JsonReader OUTPUT =
            new JsonReader(new Limits(1 << 28, 500, 1 << 20, 1, LIMITS.regexTime(), 1, 1, 1, 1, 1));

    private final FormatType type;
    private final FormatFunction format;
    private final Duration timeMax;
    private final Mutations payloads;
    private long accepted;

    FormatFuzzer(FormatType type, long seed, Duration timeMax) {
        this.type = type;
        this.timeMax = timeMax;
        FormatScope scope = new FormatScope(LIMITS, new Problems(Map.of()).root());
        Options defaults =
                Options.read(Map.of(), type.options(), scope.config()).orElseThrow();
        this.format = type.bind().apply(defaults).compile(scope);
        List<String> seeds =
                type.examples().stream().map(FormatExample::payload).toList();
        this.payloads = new Mutations(new Random(seed), seeds, MARKS);
    }

    /** Fuzzes as the arguments say. */
    public static void main(String[] arguments) {
        Duration each = Duration.ofSeconds((long) (Double.parseDouble(arguments[1]) * 60));
        long seed = Long.parseLong(arguments[2]);
        for (FormatType type : Formats.ALL) {
            if (arguments[0].equals("all") || arguments[0].equals(type.name())) {
                FormatFuzzer fuzzer = new FormatFuzzer(type, seed, Duration.ofSeconds(1));
                long end = System.nanoTime() + each.toNanos();
                long payloads = 0;
                while (System.nanoTime() < end) {
                    fuzzer.next();
                    payloads++;
                }
                System.out.printf("%s: %d payloads, %d of them accepted%n", type.name(), payloads, fuzzer.accepted);
            }
        }
    }

    /** How many payloads became events, or none at all without an error. */
    long accepted() {
        return accepted;
    }

    /** Tries one more payload. One that takes long is tried again: the first time of all, classes are loaded. */
    void next() {
        byte[] payload = payloads.next();
        if (nanosOf(payload) > timeMax.toNanos()) {
            require(nanosOf(payload) <= timeMax.toNanos(), "longer than " + timeMax, payload);
        }
    }

    private long nanosOf(byte[] payload) {
        long start = cpuNanos();
        try {
            format.parse(Plans.input(null, payload))
                    .forEach(event -> require(isJson(JsonWriter.bytes(event)), "not JSON", payload));
            accepted++;
        } catch (EventException e) {
            require(e.code() != ErrorCode.INTERNAL && !e.detail().isBlank(), "a bad error: " + e.code(), payload);
        } catch (RuntimeException | StackOverflowError e) {
            throw failure(e.toString(), payload, e);
        }
        return cpuNanos() - start;
    }

    /** Time of this thread alone: on a busy machine the clock says little. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static boolean isJson(byte[] body) {
        try {
            OUTPUT.object(body);
            return true;
        } catch (EventException e) {
            return false;
        }
    }

    private void require(boolean holds, String otherwise, byte[] payload) {
        if (!holds) {
            throw failure(otherwise, payload, null);
        }
    }

    private AssertionError failure(String what, byte[] payload, Throwable cause) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        return new AssertionError(type.name() + ": " + what + " for the bytes (as ISO 8859-1)\n" + text, cause);
    }
}
