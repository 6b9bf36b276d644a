package io.bytefreezer.lake.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.table.TableOffsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OffsetCheckTest {

    private static final TableOffsets STANDING = TableOffsets.of("topic", Map.of(0, 100L, 1, 50L));

    @Test
    void copiesTheOtherPartitionsForward() {
        assertThat(after(STANDING, "topic", Optional.of("topic"), 0, 100, 120))
                .contains(TableOffsets.of("topic", Map.of(0, 120L, 1, 50L)));
    }

    @Test
    void refusesABatchThatStartsBeforeOrAfterWhereTheTableStands() {
        assertThat(after(STANDING, "topic", Optional.of("topic"), 0, 99, 120)).isEmpty();
        assertThat(after(STANDING, "topic", Optional.of("topic"), 0, 101, 120)).isEmpty();
    }

    @Test
    void letsAPartitionTheTableNeverSawStartAnywhere() {
        assertThat(after(STANDING, "topic", Optional.of("topic"), 2, 7, 9))
                .contains(TableOffsets.of("topic", Map.of(0, 100L, 1, 50L, 2, 9L)));
        assertThat(after(TableOffsets.none(), "topic", Optional.empty(), 0, 7, 9))
                .contains(TableOffsets.of("topic", Map.of(0, 9L)));
    }

    @Test
    void startsAnewForATopicThatWasCreatedAgain() {
        assertThat(after(STANDING, "again", Optional.of("topic"), 0, 0, 5))
                .contains(TableOffsets.of("again", Map.of(0, 5L)));
    }

    @Test
    void refusesThePackerOfATopicThatWasReplaced() {
        assertThat(after(STANDING, "older", Optional.of("older"), 0, 0, 5)).isEmpty();
        assertThat(after(STANDING, "older", Optional.empty(), 0, 0, 5)).isEmpty();
    }

    private static Optional<TableOffsets> after(
            TableOffsets actual, String topic, Optional<String> known, int partition, long... range) {
        return OffsetCheck.after(
                actual, Append.of(topic, known, Map.of(partition, new Append.Range(range[0], range[1])), List.of()));
    }
}
