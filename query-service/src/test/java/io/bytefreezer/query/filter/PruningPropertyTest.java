package io.bytefreezer.query.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.filter.Condition;
import io.bytefreezer.lake.filter.ConditionBinder;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.lake.write.FileMerger;
import io.bytefreezer.lake.write.ParquetFile;
import io.bytefreezer.lake.write.ParquetWriter;
import io.bytefreezer.query.plan.PlanOutcome;
import io.bytefreezer.query.plan.QueryPlan;
import io.bytefreezer.query.plan.ReadableTables;
import io.bytefreezer.query.sql.QueryPlanner;
import io.bytefreezer.query.sql.SqlParser;
import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.InclusiveMetricsEvaluator;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random rows and conditions: each row that fulfils a condition is in a file that is left. */
class PruningPropertyTest {

    private static final int FILES = 12;
    private static final int QUERIES = 1_000;
    private static final DatasetRef TABLE = DatasetRef.of("demo", "t");

    private static final Schema SCHEMA = new Schema(Stream.concat(
                    TableLayout.schema().columns().stream(),
                    Stream.of(
                            Types.NestedField.optional(11, "n", Types.LongType.get()),
                            Types.NestedField.optional(12, "d", Types.DoubleType.get()),
                            Types.NestedField.optional(13, "s", Types.StringType.get()),
                            Types.NestedField.optional(14, "b", Types.BooleanType.get())))
            .toList());
    private static final List<Column> COLUMNS =
            SCHEMA.columns().stream().map(Column::of).toList();

    private static final List<String> NUMBERS =
            List.of("-3", "0", "2", "7", "9007199254740993", "-9223372036854775808", "99999999999999999999");
    private static final List<String> REALS = List.of("0.0", "-0.0", "0.1", "1.5", "-2.25", "1e3", "3", "7.000");
    private static final List<String> TEXTS =
            List.of("''", "'a'", "'ab'", "'ab%'", "'Ab'", "'é'", "'zz'", "'😀'", "'aaaaaaaaaaaaaaaaaaaaaaaab'", "'_b'");
    private static final List<String> TIMES = List.of(
            "'2026-03-04'",
            "'2026-03-04 01:00:00'",
            "'2026-03-04T02:30:00Z'",
            "timestamp '2026-03-04 03:00:00.000001'",
            "date '2026-03-04'",
            "'2026-03-04 04:00:00+02:00'::timestamptz",
            "timestamptz '2026-03-04 05:00'",
            "now() - interval 5 days");
    private static final List<String> OPERATORS = List.of("=", "<", "<=", ">", ">=", "<>", "is distinct from");

    @TempDir
    Path directory;

    private record Made(ParquetFile file, DataFile iceberg) {}

    @Test
    void leavesOutNoFileThatHoldsAnAnswer() throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int pruned = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                SqlParser parser = SqlParser.open()) {
            execute(connection, "SET TimeZone = 'UTC'");
            List<Made> files = files(connection, random);
            load(connection, files);
            QueryPlanner planner = new QueryPlanner(parser);
            for (int i = 0; i < QUERIES; i++) {
                String where = condition(random, 2);
                Set<String> left = left(planner, files, where);
                pruned += files.size() - left.size();
                assertThat(left).as("seed %d, %s", seed, where).containsAll(needed(connection, where));
            }
        }
        assertThat(pruned).as("files left out").isGreaterThan(QUERIES);
    }

    private static Set<String> left(QueryPlanner planner, List<Made> files, String where) {
        PlanOutcome outcome =
                planner.plan("select * from demo.t where " + where, 10, new ReadableTables(Set.of(TABLE), null));
        Condition condition = ((QueryPlan) outcome).conditions().getOrDefault(TABLE, Condition.ANY);
        Expression expression = new ConditionBinder(SCHEMA, SCHEMA, Instant.now()).bind(condition);
        InclusiveMetricsEvaluator bounds = new InclusiveMetricsEvaluator(SCHEMA, expression);
        return files.stream()
                .filter(made -> bounds.eval(made.iceberg()))
                .map(made -> made.iceberg().location())
                .collect(Collectors.toSet());
    }

    private List<Made> files(Connection connection, Random random) throws SQLException {
        List<Made> files = new ArrayList<>();
        try (FileMerger merger = FileMerger.open(new ParquetWriter.Limits(256 << 20, 1, directory.resolve("spill")))) {
            for (int i = 0; i < FILES; i++) {
                Path source = directory.resolve("source-" + i + ".parquet");
                int rows = 1 + random.nextInt(4);
                execute(
                        connection,
                        "COPY (" + rows(random, i, rows) + ") TO '" + source
                                + "' (FORMAT parquet, FIELD_IDS {event_time: 1, received_at: 2, event_id: 3,"
                                + " _raw_partition: 4, _raw_offset: 5, _rescued_data: 6, n: 11, d: 12, s: 13, b:"
                                + " 14})");
                ParquetFile file = merger.merge(
                                new FileMerger.Sources(List.of(source), rows, Instant.parse("2026-03-04T00:00:00Z")),
                                COLUMNS,
                                List.of(directory.resolve("file-" + i + ".parquet")))
                        .getFirst();
                files.add(new Made(
                        file,
                        DataFiles.builder(PartitionSpec.unpartitioned())
                                .withPath(file.path().toString())
                                .withFormat(FileFormat.PARQUET)
                                .withFileSizeInBytes(file.bytes())
                                .withMetrics(file.metrics())
                                .build()));
            }
        }
        return files;
    }

    private static void load(Connection connection, List<Made> files) throws SQLException {
        String all = files.stream()
                .map(made -> "SELECT *, '" + made.iceberg().location() + "' AS file FROM ("
                        + TableView.select(COLUMNS, List.of(made.file().path())) + ")")
                .collect(Collectors.joining(" UNION ALL "));
        execute(connection, "CREATE TABLE t AS " + all);
    }

    private static String rows(Random random, int file, int rows) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            all.add("SELECT TIMESTAMPTZ '2026-03-04 00:00:00Z' + INTERVAL " + (file * 30 + random.nextInt(30))
                    + " MINUTE AS event_time, event_time AS received_at, 'id-" + file + '-' + i
                    + "' AS event_id, 0::INTEGER AS _raw_partition, " + (file * 100 + i)
                    + "::BIGINT AS _raw_offset, NULL::VARCHAR AS _rescued_data, CAST("
                    + orNull(random, pick(random, NUMBERS.subList(0, 6))) + " AS BIGINT) AS n, "
                    + orNull(
                            random,
                            pick(random, List.of("'NaN'", "'-0.0'", "0.0", "0.1", "1.5", "'inf'", "-7", "1000")))
                    + "::DOUBLE AS d, " + orNull(random, pick(random, TEXTS)) + "::VARCHAR AS s, "
                    + orNull(random, pick(random, List.of("true", "false"))) + "::BOOLEAN AS b");
        }
        return String.join(" UNION ALL ", all);
    }

    private static String orNull(Random random, String value) {
        return random.nextInt(5) == 0 ? "NULL" : value;
    }

    private static String condition(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> compare(random, "n", NUMBERS);
            case 1 -> compare(random, "D", REALS);
            case 2 -> compare(random, "t.s", TEXTS);
            case 3 ->
                compare(random, pick(random, List.of("event_time", "event_time::timestamp", "received_at")), TIMES);
            case 4 -> other(random);
            case 5 -> "date_trunc('hour', event_time) " + pick(random, OPERATORS) + " " + pick(random, TIMES);
            case 6 -> "(" + condition(random, depth - 1) + " AND " + condition(random, depth - 1) + ")";
            case 7 -> "(" + condition(random, depth - 1) + " OR " + condition(random, depth - 1) + ")";
            default -> "NOT " + condition(random, depth - 1);
        };
    }

    private static String compare(Random random, String column, List<String> values) {
        return switch (random.nextInt(4)) {
            case 0 -> "(" + pick(random, values) + " " + pick(random, OPERATORS.subList(0, 6)) + " " + column + ")";
            case 1 ->
                "(" + column + " IN (" + pick(random, values) + ", " + pick(random, values) + ", "
                        + pick(random, values) + "))";
            case 2 -> "(" + column + " BETWEEN " + pick(random, values) + " AND " + pick(random, values) + ")";
            default -> "(" + column + " " + pick(random, OPERATORS) + " " + pick(random, values) + ")";
        };
    }

    private static String other(Random random) {
        String column = pick(random, List.of("n", "d", "s", "b"));
        return switch (random.nextInt(6)) {
            case 0 -> column + " IS NULL";
            case 1 -> column + " IS NOT NULL";
            case 2 -> "s LIKE " + pick(random, TEXTS);
            case 3 -> "starts_with(s, " + pick(random, TEXTS) + ")";
            case 4 -> "b = " + pick(random, List.of("true", "false"));
            default -> "event_time::date " + pick(random, OPERATORS) + " '2026-03-04'";
        };
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Files with rows for which the condition is true; none where the engine finds an error in some row. */
    private static List<String> needed(Connection connection, String where) {
        List<String> files = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT DISTINCT file FROM t WHERE " + where)) {
            while (result.next()) {
                files.add(result.getString(1));
            }
            return files;
        } catch (SQLException e) {
            return List.of();
        }
    }
}
