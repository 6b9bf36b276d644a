package io.bytefreezer.provenance.audit;

import static io.bytefreezer.provenance.audit.check.Samples.DATASET;
import static io.bytefreezer.provenance.audit.check.Samples.NOON;
import static io.bytefreezer.provenance.audit.check.Samples.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.origin.RawObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetsTest {

    private static final SortedMap<Integer, OffsetRange> TOPIC =
            new TreeMap<>(Map.of(0, new OffsetRange(15, 40), 1, new OffsetRange(0, 3)));
    private static final SortedMap<Integer, List<RawObject>> OBJECTS =
            new TreeMap<>(Map.of(0, List.of(object(0, 9), object(10, 29))));

    private static SortedMap<Integer, OffsetRange> targets(@Nullable Bound from, @Nullable Bound to) {
        AuditRequest request = new AuditRequest(
                DATASET, Optional.ofNullable(from), Optional.ofNullable(to), OptionalInt.empty(), false, Duration.ZERO);
        return Targets.of(request, TOPIC, OBJECTS);
    }

    @Test
    void withoutBoundsAllIsAuditedFromTheFirstOffsetToTheTopicsEnd() {
        assertThat(targets(null, null)).isEqualTo(Map.of(0, new OffsetRange(0, 40), 1, new OffsetRange(0, 3)));
    }

    @Test
    void offsetsCutEveryPartition() {
        assertThat(targets(new Bound.AtOffset(5), new Bound.AtOffset(20)))
                .isEqualTo(Map.of(0, new OffsetRange(5, 20), 1, new OffsetRange(3, 3)));
    }

    @Test
    void timesAreRoundedToWholeObjects() {
        assertThat(targets(new Bound.AtTime(NOON.plusSeconds(1)), null).get(0)).isEqualTo(new OffsetRange(30, 40));
        assertThat(targets(new Bound.AtTime(NOON), new Bound.AtTime(NOON.plusSeconds(1)))
                        .get(0))
                .isEqualTo(new OffsetRange(0, 40));
    }
}
