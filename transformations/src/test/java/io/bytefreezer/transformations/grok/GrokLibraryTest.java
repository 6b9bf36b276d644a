package io.bytefreezer.transformations.grok;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.grok.onig.Samples;
import io.bytefreezer.transformations.option.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opensearch.grok.Grok;
import org.opensearch.grok.MatcherWatchdog;

/** Every pattern of the library, against the library itself. */
class GrokLibraryTest {

    private static final long SEED = 20_260_304;
    private static final int GENERATED = 6;
    private static final int SEARCHES_UNTIL_WARM = 1_000;

    /** The library needs longer than the world lasts for some patterns (URI) on long words. */
    private static final long LIBRARY_MILLISECONDS_MAX = 100;

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private static final MatcherWatchdog WATCHDOG = MatcherWatchdog.newInstance(
            LIBRARY_MILLISECONDS_MAX / 4,
            LIBRARY_MILLISECONDS_MAX,
            System::currentTimeMillis,
            (delay, command) -> CLOCK.schedule(command, delay, TimeUnit.MILLISECONDS));

    private static final GrokDictionary DICTIONARY = new GrokDictionary(Map.of());

    @AfterAll
    static void stopTheClock() {
        CLOCK.shutdownNow();
    }

    static List<String> names() {
        return List.copyOf(Grok.BUILTIN_PATTERNS.keySet());
    }

    private static GrokPattern compile(String pattern) {
        Problems problems = new Problems(Map.of());
        return GrokPattern.compile(pattern, DICTIONARY, false, Limits.DEFAULT, problems.root())
                .orElseThrow(() -> new AssertionError(pattern + ": " + problems.found()));
    }

    @Test
    void noPatternIsLeftToJoni() {
        assertThat(names())
                .filteredOn(name -> compile("%{" + name + ":whole}").isLeftToJoni())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void agreesOnLinesMadeUpAndReal(String name) throws IOException {
        String pattern = "%{" + name + ":whole}";
        Random random = new Random(SEED + name.hashCode());
        Samples samples = Samples.of(DICTIONARY.expand(pattern, false, new Problems(Map.of()).root()), random);
        List<String> lines = new ArrayList<>(realLines());
        for (int i = 0; i < GENERATED; i++) {
            lines.add(samples.next());
            lines.add(samples.nextMutated());
        }
        GrokPattern ours = compile(pattern);
        Grok library = new Grok(Grok.BUILTIN_PATTERNS, pattern, WATCHDOG, message -> {});
        long compared =
                lines.stream().filter(line -> agrees(line, ours, library)).count();
        assertThat(compared).as("lines compared").isGreaterThan(GENERATED);
        isTheSameWarm(ours, lines);
    }

    /** What was matched often is matched by other code. */
    private static void isTheSameWarm(GrokPattern pattern, List<String> lines) {
        List<GrokMatch> cold = lines.stream().map(pattern::match).toList();
        for (int i = 0; i < SEARCHES_UNTIL_WARM; i++) {
            pattern.match(lines.get(i % lines.size()));
        }
        assertThat(lines.stream().map(pattern::match).toList()).isEqualTo(cold);
    }

    private static List<String> realLines() throws IOException {
        try (InputStream lines = GrokLibraryTest.class.getResourceAsStream("/grok/lines.txt")) {
            return new String(lines.readAllBytes(), UTF_8).lines().toList();
        }
    }

    /** Whether the library had an answer; ours is the same then. */
    private static boolean agrees(String line, GrokPattern ours, Grok library) {
        Map<String, Object> expected;
        try {
            expected = library.captures(line);
        } catch (RuntimeException e) {
            // A number is too long for the library, or it was told to stop.
            assertThat(ours.match(line)).as(line).isNotEqualTo(GrokMatch.TIMED_OUT);
            return false;
        }
        switch (ours.match(line)) {
            case GrokMatch.None none -> assertThat(expected).as(line).isNull();
            case GrokMatch.TimedOut late -> throw new AssertionError("gave up on " + line);
            case GrokMatch.NotConvertible wrong -> throw new AssertionError(wrong + " of " + line);
            case GrokMatch.Matched matched -> {
                Map<String, Object> actual = new TreeMap<>();
                matched.fields().stream()
                        .filter(field -> field.value() != null)
                        .forEach(field -> actual.put(field.path().text(), field.value()));
                assertThat(comparable(actual, expected)).as(line).isEqualTo(expected);
            }
        }
        return true;
    }

    /** Ours keep every digit; here they lose what the library's lose. */
    private static Map<String, Object> comparable(Map<String, Object> actual, Map<String, Object> expected) {
        Map<String, Object> comparable = new TreeMap<>(actual);
        if (expected != null) {
            comparable.replaceAll((name, value) -> switch (expected.get(name)) {
                case Integer i -> new BigDecimal(value.toString()).intValueExact();
                case Float f -> Float.parseFloat(value.toString());
                case null -> value;
                default -> value;
            });
        }
        return comparable;
    }

    @Test
    void neverFailsWhateverTheBytes() {
        Random random = new Random(SEED);
        for (String name : names()) {
            GrokPattern pattern = compile("%{" + name + ":whole}");
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                assertThat(pattern.match(bytes)).as(name).isEqualTo(pattern.match(new String(bytes, UTF_8)));
            }
        }
    }
}
