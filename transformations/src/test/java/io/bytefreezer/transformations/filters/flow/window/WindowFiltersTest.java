package io.bytefreezer.transformations.filters.flow.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.Outcome;
import io.bytefreezer.transformations.Plan;
import io.bytefreezer.transformations.Plans;
import io.bytefreezer.transformations.event.RawInput;
import io.bytefreezer.transformations.state.KeyedState;
import io.bytefreezer.transformations.state.MemoryState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The filters that remember, as whole plans over one state. */
class WindowFiltersTest {

    private static final Instant START = Instant.parse("2026-10-11T22:00:00Z");

    private final MemoryState state = new MemoryState();

    private String at(Plan plan, long second, String event) {
        return word(plan.apply(input(second, event), Plans.CONTEXT, state));
    }

    private static RawInput input(long second, String event) {
        byte[] payload = event.getBytes(StandardCharsets.UTF_8);
        return new RawInput(new UUID(1, 2), START.plusSeconds(second), "json", null, Map.of(), payload, 0, 0);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Emit emit -> "kept";
            case Outcome.Drop drop -> drop.reason();
            case Outcome.Reject reject -> reject.code().name();
        };
    }

    private static Plan plan(String filters) {
        return Plans.plan("{\"filters\":[" + filters + "]}");
    }

    @Test
    void dropsWhatCameBeforeWithinTheWindow() {
        Plan plan = plan("{\"type\":\"dedup\",\"config\":{\"fields\":[\"a\",\"b.c\"],\"window\":\"1m\"}}");

        assertThat(at(plan, 0, "{\"a\":1,\"b\":{\"c\":2}}")).isEqualTo("kept");
        assertThat(at(plan, 59, "{\"a\":1,\"b\":{\"c\":2},\"d\":3}")).isEqualTo("duplicate");
        assertThat(at(plan, 59, "{\"a\":1,\"b\":{\"c\":\"2\"}}")).isEqualTo("kept");
        assertThat(at(plan, 60, "{\"a\":1,\"b\":{\"c\":2}}")).isEqualTo("kept");
        assertThat(at(plan, 61, "{\"a\":1,\"b\":{\"c\":2}}")).isEqualTo("duplicate");
    }

    @Test
    void tellsMissingNullAndShiftedValuesApart() {
        Plan plan = plan("{\"type\":\"dedup\",\"config\":{\"fields\":[\"a\",\"b\"]}}");

        for (String event : List.of(
                "{\"a\":\"x\"}",
                "{\"b\":\"x\"}",
                "{\"a\":\"x\",\"b\":null}",
                "{\"a\":\"x\",\"b\":\"\"}",
                "{\"a\":\"xy\",\"b\":\"z\"}",
                "{\"a\":\"x\",\"b\":\"yz\"}",
                "{\"a\":[\"x\",\"y\"]}",
                "{\"a\":[\"x\"],\"b\":\"y\"}")) {
            assertThat(at(plan, 0, event)).as(event).isEqualTo("kept");
            assertThat(at(plan, 1, event)).as(event).isEqualTo("duplicate");
        }
        assertThat(at(plan, 0, "{\"c\":1}")).isEqualTo("kept");
        assertThat(at(plan, 1, "{\"c\":1}")).isEqualTo("kept");
    }

    @Test
    void wholeEventsAreTheSameInAnyOrderOfTheirMembers() {
        Plan plan = plan("{\"type\":\"dedup\"}");

        assertThat(at(plan, 0, "{\"a\":{\"x\":1,\"y\":[true]},\"b\":2}")).isEqualTo("kept");
        assertThat(at(plan, 1, "{\"b\":2,\"a\":{\"y\":[true],\"x\":1}}")).isEqualTo("duplicate");
        assertThat(at(plan, 1, "{\"b\":2,\"a\":{\"y\":[false],\"x\":1}}")).isEqualTo("kept");
    }

    @Test
    void eventsOutOfOrderAreDuplicatesOnlyNearTheRemembered() {
        Plan plan = plan("{\"type\":\"dedup\",\"config\":{\"fields\":\"a\",\"window\":\"1m\"}}");

        assertThat(at(plan, 100, "{\"a\":1}")).isEqualTo("kept");
        assertThat(at(plan, 50, "{\"a\":1}")).isEqualTo("duplicate");
        assertThat(at(plan, 40, "{\"a\":1}")).isEqualTo("kept");
        assertThat(at(plan, 159, "{\"a\":1}")).isEqualTo("duplicate");
        assertThat(at(plan, 160, "{\"a\":1}")).isEqualTo("kept");
    }

    @Test
    void twoDedupsDoNotShareWhatTheyRemember() {
        Plan plan = plan(
                "{\"type\":\"dedup\",\"config\":{\"fields\":\"a\"}},{\"type\":\"dedup\",\"config\":{\"fields\":\"a\"}}");

        assertThat(at(plan, 0, "{\"a\":1}")).isEqualTo("kept");
    }

    @Test
    void duplicatesWithinOnePayloadAreDropped() {
        Plan plan = plan("{\"type\":\"dedup\"},{\"type\":\"add_field\",\"config\":{\"field\":\"n\",\"value\":1}}");

        assertThat(at(plan, 0, "{\"a\":1}")).isEqualTo("kept");
        assertThat(at(plan, 0, "{\"a\":1}")).isEqualTo("duplicate");
    }

    @Test
    void aRejectedEventIsNotRemembered() {
        Plan plan = plan("{\"type\":\"dedup\"},{\"type\":\"throttle\",\"config\":{\"events\":1}},"
                + "{\"type\":\"date_parse\",\"config\":{\"source_field\":\"t\"}}");

        assertThat(at(plan, 0, "{\"t\":\"never\"}")).isEqualTo("UNPARSABLE_DATE");
        assertThat(at(plan, 0, "{\"t\":\"never\"}")).isEqualTo("UNPARSABLE_DATE");
        assertThat(at(plan, 0, "{\"t\":\"2026-10-11T22:14:15Z\"}")).isEqualTo("kept");
        assertThat(at(plan, 0, "{\"t\":\"2026-10-11T22:14:15Z\"}")).isEqualTo("duplicate");
    }

    @Test
    void letsSoManyThroughInEachPeriod() {
        Plan plan = plan("{\"type\":\"throttle\",\"config\":{\"key\":\"host\",\"events\":2,\"period\":\"10s\"}}");
        List<String> fates = new ArrayList<>();
        for (int second : new int[] {0, 1, 2, 9, 10, 11, 12}) {
            fates.add(at(plan, second, "{\"host\":\"a\"}"));
        }
        assertThat(fates).containsExactly("kept", "kept", "throttled", "throttled", "kept", "kept", "throttled");
        assertThat(at(plan, 2, "{\"host\":\"b\"}")).isEqualTo("kept");
        assertThat(at(plan, 2, "{\"other\":1}")).isEqualTo("kept");
    }

    @Test
    void countsEventsOutOfOrderWhereTheyBelong() {
        Plan plan = plan("{\"type\":\"throttle\",\"config\":{\"events\":1,\"period\":\"10s\"}}");

        assertThat(at(plan, 15, "{}")).isEqualTo("kept");
        assertThat(at(plan, 5, "{}")).isEqualTo("kept");
        assertThat(at(plan, 6, "{}")).isEqualTo("throttled");
        assertThat(at(plan, 16, "{}")).isEqualTo("throttled");
        assertThat(at(plan, -1_800_000_000L, "{}")).isEqualTo("kept");
        assertThat(at(plan, -1_800_000_000L, "{}")).isEqualTo("throttled");
    }

    @Test
    void statesHoldNoValuesOfEvents() {
        List<String> keys = new ArrayList<>();
        KeyedState spy = new KeyedState() {
            @Override
            public byte @Nullable [] get(String key, Instant now) {
                return null;
            }

            @Override
            public void put(String key, byte[] value, Instant until) {
                keys.add(key + " " + new String(value, StandardCharsets.ISO_8859_1));
            }

            @Override
            public void remove(String key) {
                throw new AssertionError(key);
            }
        };
        Plan plan = plan("{\"type\":\"dedup\",\"config\":{\"fields\":\"card\"}},"
                + "{\"type\":\"throttle\",\"config\":{\"key\":\"card\",\"events\":5,\"period\":\"1h\"}}");
        plan.apply(input(0, "{\"card\":\"4111111111111111\"}"), Plans.CONTEXT, spy);

        assertThat(keys).hasSize(2).noneMatch(key -> key.contains("4111"));
        assertThat(keys.getFirst()).startsWith("0:dedup:");
        assertThat(keys.getLast()).startsWith("1:throttle:");
    }
}
