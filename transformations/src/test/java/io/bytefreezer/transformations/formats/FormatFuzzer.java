package io.bytefreezer.transformations.formats;

import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.json.JsonReader;
import io.bytefreezer.transformations.json.JsonWriter;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Problems;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
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

    private static final int PAYLOAD_BYTES_MAX = 1 << 16;
    private static final Limits LIMITS = Limits.DEFAULT;
    // What comes out may be nested deeper and named longer than what came in.
    private static final JsonReader OUTPUT =
            new JsonReader(new Limits(1 << 28, 500, 1 << 20, 1, LIMITS.regexTime(), 1, 1, 1, 1, 1));

    private final FormatType type;
    private final FormatFunction format;
    private final Random random;
    private final Duration timeMax;
    private final List<byte[]> seeds;
    private final byte[] marks;
    private long accepted;

    FormatFuzzer(FormatType type, long seed, Duration timeMax) {
        this.type = type;
        this.random = new Random(seed);
        this.timeMax = timeMax;
        FormatScope scope = new FormatScope(LIMITS, new Problems(Map.of()).root());
        Options defaults =
                Options.read(Map.of(), type.options(), scope.config()).orElseThrow();
        this.format = type.bind().apply(defaults).compile(scope);
        this.seeds = type.examples().stream()
                .map(FormatExample::payload)
                .map(payload -> payload.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.marks = "|=\\\"'{}[]<>:;,# \t\n\r\0%&?!-+.0129eEnxuUTZ\u00e9".getBytes(StandardCharsets.UTF_8);
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
        byte[] payload = payload();
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

    private byte[] payload() {
        byte[] payload = seeds.get(random.nextInt(seeds.size()));
        if (random.nextInt(50) == 0) {
            payload = new byte[random.nextInt(300)];
            random.nextBytes(payload);
        }
        for (int edits = random.nextInt(8); edits >= 0 && payload.length > 0; edits--) {
            payload = edited(payload);
        }
        return payload.length > PAYLOAD_BYTES_MAX ? Arrays.copyOf(payload, PAYLOAD_BYTES_MAX) : payload;
    }

    /** Changes a byte, cuts a part, doubles one, brings one from another seed, or repeats one many times. */
    private byte[] edited(byte[] payload) {
        int from = random.nextInt(payload.length);
        int to = Math.min(payload.length, from + 1 + random.nextInt(1 + random.nextInt(40)));
        byte[] part = Arrays.copyOfRange(payload, from, to);
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int at = other.length == 0 ? 0 : random.nextInt(other.length);
        return switch (random.nextInt(8)) {
            case 0 -> joined(payload, from, new byte[] {(byte) random.nextInt(256)}, from + 1);
            case 1, 2 -> joined(payload, from, new byte[] {marks[random.nextInt(marks.length)]}, from + 1);
            case 3 -> joined(payload, from, new byte[] {marks[random.nextInt(marks.length)]}, from);
            case 4 -> joined(payload, from, new byte[0], to);
            case 5 -> joined(payload, from, part, from);
            case 6 ->
                joined(payload, from, Arrays.copyOfRange(other, at, Math.min(other.length, at + part.length)), from);
            default -> joined(payload, from, repeated(part, random.nextInt(20) == 0 ? 2000 : 20), from);
        };
    }

    private static byte[] repeated(byte[] part, int times) {
        byte[] repeated = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, repeated, i * part.length, part.length);
        }
        return repeated;
    }

    private static byte[] joined(byte[] payload, int headTo, byte[] middle, int tailFrom) {
        byte[] joined = new byte[headTo + middle.length + payload.length - tailFrom];
        System.arraycopy(payload, 0, joined, 0, headTo);
        System.arraycopy(middle, 0, joined, headTo, middle.length);
        System.arraycopy(payload, tailFrom, joined, headTo + middle.length, payload.length - tailFrom);
        return joined;
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
