package io.bytefreezer.packer.consume;

import io.bytefreezer.packer.flush.TableStart;
import io.bytefreezer.packer.flush.UnwritableException;
import io.bytefreezer.packer.plan.Hunt;
import io.bytefreezer.packer.spool.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one table that were found to be unwritable, and the hunt for the next. A found one is kept until the table
 * stands behind it: there is at most one for each partition. Belongs to the consumer's thread.
 */
final class Poison {

    private final Map<Integer, Found> found = new HashMap<>();
    private Hunt hunt = Hunt.OFF;

    private record Found(long offset, String message) {}

    /** Rows that the next batch may have. */
    long rowsMax() {
        return hunt.rowsMax();
    }

    /** Why this record must not become a row, if so. */
    Optional<String> verdict(Position position) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Found culprit = found.get(position.partition());
        return culprit != null && culprit.offset() == position.offset()
                ? Optional.of(culprit.message())
                : Optional.empty();
    }

    /**
     * A batch could not be written.
     *
     * @param lastRow its last row, and its only one where it has one
     * @return whether another batch may be tried at once, because it is a smaller one
     */
    boolean unwritable(long rows, Optional<Position> lastRow, UnwritableException cause) {
        hunt = hunt.afterFailure(rows);
        if (!hunt.isFound() || cause.isMemoryLacking()) {
            return !hunt.isAlone();
        }
        lastRow.ifPresent(position ->
                found.put(position.partition(), new Found(position.offset(), String.valueOf(cause.getMessage()))));
        hunt = hunt.afterSuccess();
        return true;
    }

    /** The table stands further on. */
    void landed(TableStart start) {
        hunt = hunt.afterSuccess();
        found.entrySet().removeIf(culprit -> {
            OptionalLong next = start.next(culprit.getKey());
            return next.isPresent() && next.getAsLong() > culprit.getValue().offset();
        });
    }

    /** These partitions are another packer's now. */
    void forget(Set<TopicPartition> partitions) {
        partitions.forEach(partition -> found.remove(partition.partition()));
    }
}
