package io.bytefreezer.packer.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.schemas.name.DatasetRef;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpkeepShareTest {

    @Test
    void spreadsTablesOverPartitions() {
        Map<Integer, Long> tables = IntStream.range(0, 600)
                .mapToObj(i -> UpkeepShare.keeper(DatasetRef.of("acme", "events-" + i), 6))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(tables.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
        assertThat(tables.values()).allMatch(count -> count > 50);
    }

    @Test
    void hasAPartitionForATopicOfOne() {
        assertThat(UpkeepShare.keeper(DatasetRef.of("acme", "web"), 1)).isZero();
    }
}
