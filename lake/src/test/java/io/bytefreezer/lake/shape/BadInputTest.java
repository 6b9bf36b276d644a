package io.bytefreezer.lake.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.spool.RowsFunction;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.spool.SpoolSelect;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders should not send and do: from events through the spool into columns, as a packer takes it, batch after batch. */
class BadInputTest {

    private static final Instant RECEIVED = Instant.parse("2026-03-04T05:06:07.123456Z");

    @TempDir
    private Path directory;

    private final List<Column> body = new ArrayList<>();
    private Connection duckdb;
    private RowsFunction function;

    @BeforeEach
    void open() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        function = RowsFunction.register(duckdb);
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
        function.close();
    }

    @Test
    void givesTenThousandKeysColumnsUpToTheLimitAndKeepsTheRest() throws IOException, SQLException {
        String event = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"k" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));

        Map<String, String> row = pack(event).getFirst();

        assertThat(body).hasSize(TableLayout.DEFAULT_COLUMNS_MAX);
        assertThat(row).containsEntry("k0", "0").containsEntry("k999", "999").doesNotContainKey("k1000");
        assertThat(row.get(TableLayout.RESCUED_DATA))
                .startsWith("{\"k1000\":1000,")
                .endsWith(",\"k9999\":9999}");
    }

    @Test
    void losesNoValueOfAFieldWhoseTypeFlipsWithEveryEvent() throws IOException, SQLException {
        List<String> values = List.of("1", "\"one\"", "true", "1.5", "[1]", "{\"a\":1}", "9007199254740993");
        String[] events = values.stream().map(value -> "{\"v\":" + value + "}").toArray(String[]::new);

        // In one batch the column becomes text.
        assertThat(pack(events))
                .extracting(row -> row.get("v"))
                .containsExactly("1", "one", "true", "1.5", "[1]", "{\"a\":1}", "9007199254740993");
        // Where the first batch made it whole, others are rescued as they were spelled.
        body.clear();
        pack("{\"v\":1}");
        List<Map<String, String>> rows = pack(events);
        for (int i = 0; i < values.size(); i++) {
            String kept = rows.get(i).get("v");
            String rescued = rows.get(i).get(TableLayout.RESCUED_DATA);
            assertThat(kept != null ? kept : rescued)
                    .isEqualTo(kept != null ? values.get(i) : "{\"v\":" + values.get(i) + "}");
        }
        assertThat(rows.getLast()).containsEntry("v", "9007199254740993");
    }

    @Test
    void takesEventsAndFieldsThatAreEmptyObjects() throws IOException, SQLException {
        List<Map<String, String>> rows = pack("{}", "{\"o\":{},\"a\":[],\"s\":\"\",\"n\":null}");

        assertThat(rows.getFirst()).containsEntry("event_id", "id").doesNotContainKey("o");
        assertThat(rows.getLast())
                .containsEntry("o", "{}")
                .containsEntry("a", "[]")
                .containsEntry("s", "")
                .doesNotContainKeys("n", TableLayout.RESCUED_DATA);
    }

    @Test
    void takesKeywordsAndLettersOfAllScriptsForNames() throws IOException, SQLException {
        List<String> names = List.of(
                "select", "from", "order by", "table", "naïve", "ключ", "鍵", "👍", "a\\\"b", "it's", "a;--", "a'']}");
        String event = names.stream().map(name -> "\"" + name + "\":1").collect(Collectors.joining(",", "{", "}"));

        Map<String, String> row = pack(event).getFirst();

        names.forEach(name -> assertThat(row).containsEntry(name.replace("\\", ""), "1"));
        assertThat(row).doesNotContainKey(TableLayout.RESCUED_DATA);
    }

    @Test
    void keepsTheValuesOfFieldsNamedLikeSystemColumns() throws IOException, SQLException {
        Map<String, String> row =
                pack("{\"event_id\":\"mine\",\"EVENT_TIME\":1,\"_raw_offset\":-1,\"_rescued_data\":{}}")
                        .getFirst();

        assertThat(row)
                .containsEntry("event_id", "id")
                .containsEntry("event_id_", "mine")
                .containsEntry("EVENT_TIME_", "1")
                .containsEntry("_raw_offset", "42")
                .containsEntry("_raw_offset_", "-1")
                .containsEntry("_rescued_data_", "{}")
                .doesNotContainKey("_rescued_data");
    }

    @Test
    void putsEventsOfImpossibleTimesWhereTheyWereReceivedAndKeepsTheirClaim() throws IOException, SQLException {
        for (String claim : List.of("1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z")) {
            RowShaper shaper = new RowShaper(List.of(), TableLayout.DEFAULT_COLUMNS_MAX);
            SystemValues system = new SystemValues(Instant.parse(claim), RECEIVED, "id", 3, 42);

            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            shaper.shape(system, bytes("{}")).writeTo(rows);
            Map<String, String> row = pack(shaper, rows.toByteArray()).getFirst();

            assertThat(row.get("event_time")).startsWith("2026-03-04");
            assertThat(row).containsEntry(TableLayout.RESCUED_DATA, "{\"event_time\":\"" + claim + "\"}");
        }
    }

    @Test
    void roundsNoNumberAndNoTime() throws IOException, SQLException {
        String event = "{\"big\":9007199254740993,\"least\":-9223372036854775808,\"beyond\":9223372036854775809,"
                + "\"price\":129.90,\"exact\":0.1234567890123456789,\"tiny\":1e-300,\"vast\":1e400,"
                + "\"at\":\"2026-03-04T05:06:07.123456789Z\"}";

        Map<String, String> first = pack(event).getFirst();
        Map<String, String> later = pack(event).getFirst();

        assertThat(first)
                .containsEntry("big", "9007199254740993")
                .containsEntry("least", "-9223372036854775808")
                .containsEntry("beyond", "9223372036854775809")
                .containsEntry("price", "129.9")
                .containsEntry("exact", "0.1234567890123456789")
                .containsEntry("tiny", "1.0E-300")
                .containsEntry("vast", "1e400")
                .containsEntry("at", "2026-03-04T05:06:07.123456789Z")
                .doesNotContainKey(TableLayout.RESCUED_DATA);
        assertThat(later).isEqualTo(first);
    }

    /** Rows of one batch as text by column, without nulls; the table has its new columns afterwards. */
    private List<Map<String, String>> pack(String... events) throws IOException, SQLException {
        RowShaper shaper = new RowShaper(body, TableLayout.DEFAULT_COLUMNS_MAX);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (String event : events) {
            shaper.shape(new SystemValues(RECEIVED, RECEIVED, "id", 3, 42), bytes(event))
                    .writeTo(rows);
        }
        return pack(shaper, rows.toByteArray());
    }

    private List<Map<String, String>> pack(RowShaper shaper, byte[] rows) throws IOException, SQLException {
        Path file = Files.write(directory.resolve("rows"), rows);
        for (SpoolColumn column : shaper.columns()) {
            if (column.isNew()) {
                body.add(Column.of(Types.NestedField.optional(
                        100 + body.size(), column.name(), column.type().toIceberg())));
            }
        }
        List<Column> columns = new ArrayList<>(
                TableLayout.schema().columns().stream().map(Column::of).toList());
        columns.addAll(body);
        SpoolFile spool = new SpoolFile(file, RECEIVED.truncatedTo(ChronoUnit.HOURS), shaper.columns());
        try (RowsFunction.Offer offer = function.offer(spool)) {
            return read(SpoolSelect.of(offer.sql(), shaper.columns(), columns));
        }
    }

    private List<Map<String, String>> read(String sql) throws SQLException {
        List<Map<String, String>> found = new ArrayList<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    String value = result.getString(i);
                    if (value != null) {
                        row.put(result.getMetaData().getColumnName(i), value);
                    }
                }
                found.add(row);
            }
        }
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
