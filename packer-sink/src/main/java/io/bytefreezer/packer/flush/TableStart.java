package io.bytefreezer.packer.flush;

import io.bytefreezer.lake.table.TableState;
import java.util.OptionalLong;

/**
 * Where packing of a table continues.
 *
 * @param topicId Kafka's id of the processed topic
 * @param state the table, as it was read last
 */
public record TableStart(String topicId, TableState state) {

    /** Where a partition of the topic continues; empty if it was never packed. */
    public OptionalLong next(int partition) {
        return state.offsets().next(topicId, partition);
    }
}
