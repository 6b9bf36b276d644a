package io.bytefreezer.lake;

import static io.bytefreezer.lake.LakeFixture.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.lake.read.DuckSession;
import io.bytefreezer.lake.read.PinnedFiles;
import io.bytefreezer.lake.read.ScanPlanner;
import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.lake.read.TimeRange;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.SettledColumn;
import io.bytefreezer.lake.table.SettledTable;
import io.bytefreezer.lake.write.SchemaEvolution;
import io.bytefreezer.lake.write.Settling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeIT {

    @TempDir
    static Path directory;

    private static LakeFixture lake;

    @BeforeAll
    static void start() {
        lake = new LakeFixture(directory);
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    @Test
    void givesTheSameRowsToDuckDbAndToIcebergsOwnReader() {
        TableId id = new TableId("acme", "twins");
        Table table = lake.catalog().loadOrCreate(id);
        lake.append(
                table,
                HOUR,
                0,
                "{\"b\":true,\"l\":9223372036854775807,\"d\":0.1,\"s\":\"é😀\\u0000\\n'\\\"\",\"o\":{\"x\":[1.50]},\"big\":12345678901234567890123}",
                "{\"b\":false,\"l\":-1,\"d\":1e300,\"s\":\"\",\"we\\\"ird; name\":\"1\"}",
                "{}");
        lake.append(table, HOUR, 3, "{\"b\":\"misfit\",\"l\":2,\"d\":9007199254740993}");

        List<String> names =
                table.schema().columns().stream().map(Types.NestedField::name).toList();
        List<String> duck = lake.query(
                id,
                "select "
                        + names.stream()
                                .map(name -> name.endsWith("_time") || name.endsWith("_at")
                                        ? "epoch_us(" + name + ")"
                                        : "\"" + name.replace("\"", "\"\"") + "\"")
                                .collect(Collectors.joining(", "))
                        + " from twins order by _raw_offset");
        assertThat(duck).containsExactlyInAnyOrderElementsOf(LakeFixture.icebergRows(table));
        assertThat(lake.query(id, "select b, l, d, s, o, big, _rescued_data from acme.twins order by _raw_offset"))
                .containsExactly(
                        "true|9223372036854775807|0.1|é😀\0\n'\"|{\"x\":[1.50]}|12345678901234567890123|null",
                        "false|-1|1.0E300||null|null|null",
                        "null|null|null|null|null|null|null",
                        "null|2|null|null|null|null|{\"b\":\"misfit\",\"d\":9007199254740993}");
        assertThat(names)
                .startsWith("event_time", "received_at", "event_id", "_raw_partition", "_raw_offset", "_rescued_data");
    }

    @Test
    void showsColumnsThatAppearedLaterAsNullInOlderFiles() {
        TableId id = new TableId("acme", "growing");
        Table table = lake.catalog().loadOrCreate(id);
        assertThat(lake.query(id, "select event_time, _rescued_data from growing"))
                .isEmpty();
        lake.append(table, HOUR, 0, "{\"a\":1}");
        lake.append(table, HOUR, 1, "{\"a\":2,\"c\":\"x\"}");
        lake.append(table, HOUR, 2, "{\"c\":\"y\"}");
        assertThat(lake.query(id, "select a, c from growing order by _raw_offset"))
                .containsExactly("1|null", "2|x", "null|y");
    }

    @Test
    void prunesFilesByStatisticsAndByTime() {
        TableId id = new TableId("acme", "pruned");
        Table table = lake.catalog().loadOrCreate(id);
        lake.append(
                table,
                HOUR,
                0,
                "{\"n\":1,\"s\":\"aaaa\",\"d\":0.5}",
                "{\"n\":10,\"s\":\"mmmmmmmmmmmmmmmmmmmmmmmm\",\"d\":1.5}");
        lake.append(
                table, HOUR.plus(Duration.ofHours(1)), 2, "{\"n\":11,\"s\":\"n\",\"d\":-2}", "{\"n\":20,\"s\":\"zz\"}");
        assertThat(planned(table, Expressions.equal("n", 10L))).isEqualTo(1);
        assertThat(planned(table, Expressions.equal("n", 21L))).isZero();
        assertThat(planned(table, Expressions.equal("s", "mmmmmmmmmmmmmmmmmmmmmmmm")))
                .isEqualTo(1);
        assertThat(planned(table, Expressions.equal("s", "zzz"))).isZero();
        assertThat(planned(table, Expressions.lessThan("d", -1.0))).isEqualTo(1);
        assertThat(planned(table, Expressions.isNull("d"))).isEqualTo(1);
        assertThat(planned(table, Expressions.alwaysTrue())).isEqualTo(2);

        TimeRange second = new TimeRange(HOUR.plus(Duration.ofHours(1)), HOUR.plus(Duration.ofHours(2)));
        TableFiles files = ScanPlanner.plan(id, table, Optional.of(second));
        assertThat(files.files()).singleElement().satisfies(file -> {
            assertThat(file.hour()).contains(second.from());
            assertThat(file.rows()).isEqualTo(2);
        });
        TimeRange after = new TimeRange(HOUR.plusSeconds(2), HOUR.plusSeconds(9));
        assertThat(ScanPlanner.plan(id, table, Optional.of(after)).files()).isEmpty();
    }

    @Test
    void tellsABatchToBeShapedAgainWhenAColumnGotAnotherType() {
        Table table = lake.catalog().loadOrCreate(new TableId("acme", "raced"));
        assertThat(SchemaEvolution.ensure(table, List.of(new SpoolColumn(2, "x", ColumnType.LONG, true))))
                .isInstanceOf(SchemaEvolution.Outcome.Ready.class);
        assertThat(SchemaEvolution.ensure(table, List.of(new SpoolColumn(2, "X", ColumnType.STRING, true))))
                .isEqualTo(new SchemaEvolution.Outcome.Conflict(List.of("X")));
        assertThat(SchemaEvolution.ensure(table, List.of(new SpoolColumn(2, "y", ColumnType.STRING, true))))
                .isInstanceOf(SchemaEvolution.Outcome.Ready.class);
        assertThat(SchemaEvolution.ensure(table, List.of(new SpoolColumn(2, "Y", ColumnType.LONG, true))))
                .as("text holds everything")
                .isInstanceOf(SchemaEvolution.Outcome.Ready.class);
    }

    @Test
    void settlesColumnsBeforeTheirValuesAndWidensThoseThatAreThere() {
        TableId id = new TableId("acme", "settled");
        Table table = lake.catalog().loadOrCreate(id);
        Settling.apply(table, settled(new SettledColumn("n", ColumnType.INT, "n")));
        lake.append(table, HOUR, 0, "{\"n\":1}");
        SettledTable more = settled(
                new SettledColumn("N", ColumnType.LONG, "n"),
                new SettledColumn("seen", ColumnType.TIMESTAMPTZ, "seen"),
                new SettledColumn("s", ColumnType.STRING, "s"));

        assertThat(Settling.apply(table, more)).isEmpty();
        assertThat(Settling.apply(table, more)).isEmpty();
        assertThat(Settling.apply(table, settled(new SettledColumn("s", ColumnType.LONG, "s"))))
                .extracting(Column::name)
                .containsExactly("s");
        assertThat(SchemaEvolution.ensure(table, List.of(new SpoolColumn(2, "n", ColumnType.INT, false))))
                .as("rows shaped before it was widened")
                .isInstanceOf(SchemaEvolution.Outcome.Ready.class);
        lake.append(
                table,
                HOUR,
                1,
                "{\"n\":9223372036854775807,\"seen\":\"2026-03-04T06:06:07.5+01:00\",\"s\":5}",
                "{\"seen\":\"late\",\"later\":true}");
        assertThat(lake.query(id, "select n, epoch_us(seen), s, _rescued_data from settled order by _raw_offset"))
                .containsExactly(
                        "1|null|null|null",
                        "9223372036854775807|1772600767500000|5|null",
                        "null|null|null|{\"seen\":\"late\"}");
        assertThat(LakeFixture.icebergRows(table)).anyMatch(row -> row.contains("1772600767500000"));
        // Nobody knows of a column's values in a file from before.
        assertThat(planned(table, Expressions.greaterThan("seen", "2026-03-04T05:06:07+00:00")))
                .isEqualTo(2);
        assertThat(planned(table, Expressions.greaterThan("seen", "2026-03-04T05:06:08+00:00")))
                .isEqualTo(1);
    }

    private static SettledTable settled(SettledColumn... columns) {
        return new SettledTable(List.of(columns));
    }

    @Test
    void locksASessionToTheFilesOfItsViews() throws IOException, SQLException {
        TableId id = new TableId("acme", "locked");
        Table table = lake.catalog().loadOrCreate(id);
        lake.append(table, HOUR, 0, "{\"a\":1}");
        Path secret = Files.writeString(directory.resolve("secret.csv"), "secret\n");
        TableFiles plan = ScanPlanner.plan(id, table, Optional.empty());
        try (PinnedFiles pinned = lake.cache().pin(plan.files());
                DuckSession session = DuckSession.open(
                        new DuckSession.Limits(128 << 20, 1),
                        List.of(new TableView(id, plan.columns(), pinned.paths())),
                        Optional.empty());
                Statement statement = session.connection().createStatement()) {
            for (String attack : List.of(
                    "select * from read_csv('" + secret + "')",
                    "select * from read_text('/etc/passwd')",
                    "copy (select 1) to '" + directory.resolve("out.csv") + "'",
                    "set enable_external_access = true",
                    "set allowed_paths = []",
                    "attach '" + directory.resolve("x.db") + "'",
                    "install httpfs")) {
                assertThatThrownBy(() -> session.connection().createStatement().execute(attack))
                        .as(attack)
                        .isInstanceOf(SQLException.class);
            }
            assertThat(statement.execute("select a from acme.locked")).isTrue();
            assertThat(Files.isWritable(pinned.paths().getFirst())
                            && !System.getProperty("user.name").equals("root"))
                    .isFalse();
        }
    }

    @Test
    void acceptsTenantsNamedLikeDuckDbsOwnDatabases() {
        for (String tenant : List.of("temp", "system", "memory", "main", "select")) {
            TableId id = new TableId(tenant, "table");
            assertThat(lake.append(lake.catalog().loadOrCreate(id), HOUR, 0, "{\"a\":1}"))
                    .isInstanceOf(CommitOutcome.Committed.class);
            assertThat(lake.query(id, "select a from \"table\"")).containsExactly("1");
        }
    }

    private static int planned(Table table, Expression filter) {
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().filter(filter).planFiles()) {
            List<FileScanTask> all = new ArrayList<>();
            tasks.forEach(all::add);
            return all.size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
