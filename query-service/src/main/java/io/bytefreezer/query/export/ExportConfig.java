package io.bytefreezer.query.export;

import io.bytefreezer.query.export.destination.TargetConfig;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.schemas.name.ResourceId;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One export.
 *
 * @param name what it is called
 * @param sql the query; it reads one table
 * @param tenant whose datasets need no prefix in it, or null
 * @param interval from the end of one run to the next
 * @param from where it begins the first time
 * @param idColumn the column by which a row is recognised
 * @param target where rows go
 * @param step a step ends when its data files have so many bytes
 * @param batchRows most rows sent at once
 * @param batchSize most bytes sent at once
 * @param retryFor how long a batch is tried
 */
@Doc("Sends the new rows of a query elsewhere: those that were packed since the last run.")
public record ExportConfig(
        @Doc("Name of the export; its files are called by it.")
        String name,

        @Doc("The query. It reads one table, and in each step only that table's new rows.")
        String sql,

        @Doc("Tenant whose datasets need no prefix in the query.") @Nullable ResourceId tenant,

        @Doc("From the end of one run to the next.") @Default("1m")
        Duration interval,

        @Doc(
                "Where the export begins the first time: `beginning` for all rows, `now` for those that come, or the id of a"
                        + " snapshot for those that came after it.")
        @Default("beginning")
        String from,

        @Doc("The query's column by which a row is recognised when it is sent again.") @Default("event_id")
        String idColumn,

        @Doc("Where rows go.") TargetConfig target,

        @Doc("A step, which is sent as a whole or again, ends when its data files have so many bytes.")
        @Default("128MiB")
        DataSize step,

        @Doc("Most rows sent at once.") @Default("1000") int batchRows,

        @Doc("Most bytes sent at once, if that is more than one row.") @Default("4MiB")
        DataSize batchSize,

        @Doc("How long a batch is tried before the run is given up; the next run tries it again.") @Default("2m")
        Duration retryFor) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /**
     * @throws IllegalArgumentException when something cannot be
     */
    public ExportConfig {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must have 1 to 63 letters a-z, digits, '-' and '_'");
        }
        if (sql.isBlank()) {
            throw new IllegalArgumentException("sql must not be empty");
        }
        if (!interval.isPositive() || step.bytes() < 1 || batchRows < 1 || batchSize.bytes() < 1) {
            throw new IllegalArgumentException("interval, step, batch_rows and batch_size must be at least 1");
        }
        From.parse(from);
    }

    /** Where it begins the first time. */
    From start() {
        return From.parse(from);
    }
}
