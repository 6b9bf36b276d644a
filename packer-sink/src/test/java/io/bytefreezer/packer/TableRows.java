package io.bytefreezer.packer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.bloom.BloomPruner;
import io.bytefreezer.lake.catalog.LakeCatalog;
import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.lake.filter.Constant;
import io.bytefreezer.lake.filter.Operator;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.FileCache;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.read.ScanScope;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** Reads tables in two independent ways: with Iceberg's own reader, and with DuckDB as queries do. */
final class TableRows implements AutoCloseable {

    private static final long CACHE_BYTES = 64 << 20;

    private final LakeCatalog catalog;
    private final FileCache cache;

    TableRows(LakeSettings settings, Path directory) {
        this.catalog = LakeCatalog.open(settings);
        this.cache = FileCache.open(directory, CACHE_BYTES, catalog.s3());
    }

    /** One column by both readers, in the order of the raw offsets; absent values are {@code null}. */
    List<String> column(DatasetRef dataset, String name) {
        List<String> iceberg = iceberg(dataset, name);
        assertThat(duck(dataset, name)).isEqualTo(iceberg);
        return iceberg;
    }

    /** The column {@code n} of numbers. */
    List<Integer> numbers(DatasetRef dataset) {
        return column(dataset, "n").stream().map(Integer::valueOf).sorted().toList();
    }

    /** Waits until the table has at least so many rows. */
    void await(DatasetRef dataset, int rows) {
        PackerFixture.await(() -> dataset + " has " + count(dataset) + " of " + rows, () -> count(dataset) >= rows);
    }

    long count(DatasetRef dataset) {
        return table(dataset).map(TableRows::count).orElse(0L);
    }

    int snapshots(DatasetRef dataset) {
        return table(dataset)
                .map(table -> (int) StreamSupport.stream(table.snapshots().spliterator(), false)
                        .count())
                .orElse(0);
    }

    /** Names and types of the table's columns, as Iceberg says them; none before there is a table. */
    List<String> types(DatasetRef dataset) {
        return table(dataset).stream()
                .flatMap(table -> table.schema().columns().stream())
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    /** How many data files may have a row with this text in a column, as far as manifests and Bloom filters tell. */
    int filesWith(DatasetRef dataset, String column, String text) {
        Condition condition = new Condition.Compare(column, Operator.EQUAL, new Constant.Text(text));
        TableFiles plan = ScanPlanner.plan(id(dataset), table(dataset).orElseThrow(), ScanScope.ALL.where(condition));
        return new BloomPruner(cache::range).prune(plan.files(), plan.needles()).size();
    }

    /** Numbers from {@code from} to just below {@code to}. */
    static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Override
    public void close() {
        cache.close();
        catalog.close();
    }

    private static long count(Table table) {
        return table.currentSnapshot() == null
                ? 0
                : Long.parseLong(table.currentSnapshot().summary().getOrDefault("total-records", "0"));
    }

    private Optional<Table> table(DatasetRef dataset) {
        return catalog.load(id(dataset));
    }

    private List<String> iceberg(DatasetRef dataset, String name) {
        try (CloseableIterable<Record> records =
                IcebergGenerics.read(table(dataset).orElseThrow()).build()) {
            return StreamSupport.stream(records.spliterator(), false)
                    .sorted((a, b) -> Long.compare((long) a.getField("_raw_offset"), (long) b.getField("_raw_offset")))
                    .map(row -> String.valueOf(row.getField(name)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> duck(DatasetRef dataset, String name) {
        TableId id = id(dataset);
        TableFiles plan = ScanPlanner.plan(id, table(dataset).orElseThrow(), Optional.empty());
        String sql = "select \"" + name + "\" from \"" + id.dataset() + "\" order by _raw_offset";
        try (PinnedFiles pinned = cache.pin(plan.files());
                DuckSession session = DuckSession.open(
                        new DuckSession.Limits(256 << 20, 1),
                        List.of(new TableView(id, plan.columns(), pinned.paths())),
                        Optional.of(id.tenant()));
                Statement statement = session.connection().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(String.valueOf(result.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static TableId id(DatasetRef dataset) {
        return new TableId(dataset.tenant().value(), dataset.dataset().value());
    }
}
