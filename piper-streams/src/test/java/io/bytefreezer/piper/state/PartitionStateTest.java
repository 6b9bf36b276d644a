package io.bytefreezer.piper.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PartitionStateTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] VALUE = {1, 2, 3};

    private final SequencedMap<String, Remembered> topic = new LinkedHashMap<>();
    private final Map<String, Integer> writes = new TreeMap<>();
    private int loads;
    private final PartitionState state = state(new PartitionState.Limits(3, 100, 50));

    private PartitionState state(PartitionState.Limits limits) {
        return new PartitionState(
                () -> {
                    loads++;
                    return topic;
                },
                (key, value) -> {
                    String name = new String(key, UTF_8);
                    writes.merge(name, 1, Integer::sum);
                    topic.remove(name);
                    if (value != null) {
                        topic.put(name, Remembered.decode(value).orElseThrow());
                    }
                },
                limits);
    }

    @Test
    void nothingIsLoadedBeforeSomebodyAsks() {
        state.purge();
        assertThat(loads).isZero();
        assertThat(state.get("a", NOW)).isNull();
        assertThat(state.get("b", NOW)).isNull();
        assertThat(loads).isEqualTo(1);
    }

    @Test
    void aValueIsThereUntilItsEndAndSurvivesWhereItIsKept() {
        state.put("a", VALUE, NOW.plusNanos(1));
        assertThat(state.get("a", NOW)).isEqualTo(VALUE);
        PartitionState next = state(PartitionState.Limits.DEFAULT);
        assertThat(next.get("a", NOW)).isEqualTo(VALUE);
        assertThat(next.get("a", NOW.plusNanos(1))).isNull();
        assertThat(topic).isEmpty();
    }

    @Test
    void whatIsRemovedIsGone() {
        state.put("a", VALUE, NOW.plusSeconds(1));
        state.remove("a");
        state.remove("never there");
        assertThat(state.get("a", NOW)).isNull();
        assertThat(writes).containsOnlyKeys("a");
    }

    @Test
    void theEldestAreForgottenBeyondTheLimits() {
        for (String key : new String[] {"a", "b", "c", "a", "d"}) {
            state.put(key, VALUE, NOW.plusSeconds(1));
        }
        assertThat(topic).containsOnlyKeys("c", "a", "d");
        state.put("e", new byte[50], NOW.plusSeconds(1));
        state.put("f", new byte[49], NOW.plusSeconds(1));
        assertThat(topic).as("bytes").containsOnlyKeys("f");
        assertThatThrownBy(() -> state.put("g", new byte[51], NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void purgingForgetsWhatIsOverAtTheTimeOfTheLastRecord() {
        state.put("short", VALUE, NOW.plusSeconds(1));
        state.put("long", VALUE, NOW.plusSeconds(9));
        state.get("any", NOW);
        state.purge();
        assertThat(topic).hasSize(2);
        state.get("any", NOW.plusSeconds(1));
        state.purge();
        assertThat(topic).containsOnlyKeys("long");
    }

    @Test
    void aLongKeyIsKeptAsItsHash() {
        String key = "k".repeat(10_000);
        state.put(key, VALUE, NOW.plusSeconds(1));
        assertThat(state.get(key, NOW)).isEqualTo(VALUE);
        assertThat(topic.firstEntry().getKey()).startsWith("sha256:").hasSize(71);
    }

    @Test
    void whatIsNoEntryIsNone() {
        assertThat(Remembered.decode(new byte[11])).isEmpty();
        assertThat(Remembered.decode(new byte[] {127, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 5}))
                .isEmpty();
        Remembered some = new Remembered(VALUE, NOW.plusNanos(7));
        Remembered again = Remembered.decode(some.encoded()).orElseThrow();
        assertThat(again.until()).isEqualTo(some.until());
        assertThat(again.value()).isEqualTo(VALUE);
    }
}
