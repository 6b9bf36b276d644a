package io.bytefreezer.lake.write;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.SettledTable;
import io.bytefreezer.lake.table.SettlingPlan;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;

/**
 * Gives a table the columns and properties that are settled of it, in one commit without rows; nothing where it has them. Columns that nothing is settled of any more stay.
 * Stateless.
 */
public final class Settling {

    private static final int ATTEMPTS_MAX = 20;

    private Settling() {}

    /**
     * Settles what is not.
     *
     * @param table the table; refreshed here
     * @param settled what is to be
     * @return columns that keep another type, as Iceberg does not let it become the settled one
     * @throws LakeException of kind EXTERNAL when other writers kept winning
     */
    public static List<Column> apply(Table table, SettledTable settled) {
        if (settled.equals(SettledTable.NONE)) {
            return List.of();
        }
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            table.refresh();
            SettlingPlan plan = SettlingPlan.of(table.schema(), table.properties(), settled);
            if (plan.isDone() || tryCommit(table, plan)) {
                return plan.kept();
            }
        }
        throw new LakeException(
                LakeException.Kind.EXTERNAL,
                "table %s: other writers changed it %d times while its columns were settled"
                        .formatted(table.name(), ATTEMPTS_MAX));
    }

    private static boolean tryCommit(Table table, SettlingPlan plan) {
        try {
            Transaction transaction = table.newTransaction();
            if (plan.changesSchema()) {
                schema(transaction.updateSchema(), plan).commit();
            }
            if (plan.changesProperties()) {
                properties(transaction.updateProperties(), plan).commit();
            }
            transaction.commitTransaction();
            table.refresh();
            return true;
        } catch (CommitFailedException raced) {
            return false;
        }
    }

    private static UpdateSchema schema(UpdateSchema update, SettlingPlan plan) {
        plan.added()
                .forEach(column ->
                        update.addColumn(null, column.name(), column.type().toIceberg()));
        plan.widened()
                .forEach(column -> update.updateColumn(
                        column.name(), column.type().toIceberg().asPrimitiveType()));
        return update;
    }

    private static UpdateProperties properties(UpdateProperties update, SettlingPlan plan) {
        plan.set().forEach(update::set);
        plan.removed().forEach(update::remove);
        return update;
    }
}
