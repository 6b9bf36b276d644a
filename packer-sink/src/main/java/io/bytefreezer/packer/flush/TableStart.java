package io.bytefreezer.packer.flush;

import io.bytefreezer.lake.table.SettledTable;
import io.bytefreezer.lake.table.TableState;
import java.util.OptionalLong;

/**
 * Where packing of a table continues.
 *
 * @param topicId Kafka's id of the processed topic
 * @param state the table, as it was read last
 * @param settled what its dataset settled of it then; the table has it, or gets it before its first rows
 */
public record TableStart(String topicId, TableState state, SettledTable settled) {

    /** Where a partition of the topic continues; empty if it was never packed. */
    public OptionalLong next(int partition) {
        return state.offsets().next(topicId, partition);
    }
}
