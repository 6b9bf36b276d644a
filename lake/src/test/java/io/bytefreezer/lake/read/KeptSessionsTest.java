package io.bytefreezer.lake.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.shape.ShapedRow;
import io.bytefreezer.lake.shape.SystemValues;
import io.bytefreezer.lake.spool.HotRows;
import io.bytefreezer.lake.spool.RowFormat;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.TableLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSessionsTest {

    private static final long MEMORY_BYTES = 64L << 20;
    private static final Duration TIME = Duration.ofMinutes(1);
    private static final TableView WEB = view("web");
    private static final KeptSessions.Use USE =
            new KeptSessions.Use("reader", MEMORY_BYTES, 0, List.of(WEB), Optional.empty());

    private final SpareSessions spares = new SpareSessions(new DuckSession.Limits(MEMORY_BYTES, 1), 1);
    private final KeptSessions sessions = new KeptSessions(spares, 2, TIME);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        sessions.close();
        spares.close();
    }

    @Test
    void givesASessionToTheNextQueryOfItsKind() throws SQLException {
        Connection first = ask(USE);

        assertThat(ask(USE)).isSameAs(first);
    }

    @Test
    void givesNoSessionToAnotherReader() throws SQLException {
        Connection first = ask(USE);

        assertThat(ask(new KeptSessions.Use("other", MEMORY_BYTES, 0, List.of(WEB), Optional.empty())))
                .isNotSameAs(first);
    }

    @Test
    void givesNoSessionToOtherLimitsTenantsOrViews() throws SQLException {
        Connection first = ask(USE);
        TableView part = WEB.seenBy(new ViewAccess(List.of(TableLayout.EVENT_TIME), Optional.empty()));
        TableView fewer = WEB.seenBy(new ViewAccess(List.of(TableLayout.EVENT_TIME), Optional.of("false")));

        assertThat(List.of(
                        ask(new KeptSessions.Use("reader", MEMORY_BYTES / 2, 0, List.of(WEB), Optional.empty())),
                        ask(new KeptSessions.Use("reader", MEMORY_BYTES, 0, List.of(WEB), Optional.of("demo"))),
                        ask(new KeptSessions.Use(
                                "reader", MEMORY_BYTES, 0, List.of(WEB, view("other")), Optional.empty())),
                        ask(new KeptSessions.Use("reader", MEMORY_BYTES, 0, List.of(part), Optional.empty())),
                        ask(new KeptSessions.Use("reader", MEMORY_BYTES, 0, List.of(fewer), Optional.empty()))))
                .doesNotContain(first)
                .doesNotHaveDuplicates();
    }

    @Test
    void givesNoSessionWithAnotherNumberOfRows() throws SQLException {
        Answered two = ask(counting(2), "SELECT count(*) FROM demo.web");
        Answered three = ask(counting(3), "SELECT count(*) FROM demo.web");
        Answered twoAgain = ask(counting(2), "SELECT count(*) FROM demo.web");

        assertThat(List.of(two.value(), three.value(), twoAgain.value())).containsExactly("2", "3", "2");
        assertThat(three.connection()).isNotSameAs(two.connection());
        assertThat(twoAgain.connection()).isSameAs(two.connection());
    }

    private static KeptSessions.Use counting(long rows) {
        List<TableView> views = List.of(TableView.counted(WEB.table(), WEB.columns(), rows));
        return new KeptSessions.Use("reader", MEMORY_BYTES, 0, views, Optional.empty());
    }

    @Test
    void givesNoSessionWhoseQueryDidNotEndWell() throws SQLException {
        Connection first;
        try (DuckSession session = sessions.open(USE)) {
            first = session.connection();
        }

        assertThat(ask(USE)).isNotSameAs(first);
    }

    @Test
    void givesASessionToOneQueryAtATime() {
        try (DuckSession one = sessions.open(USE);
                DuckSession two = sessions.open(USE)) {
            assertThat(two.connection()).isNotSameAs(one.connection());
        }
    }

    @Test
    void readsTheRowsOfItsOwnQueryInASessionThatHadOthers() throws IOException, SQLException {
        String sql = "SELECT (SELECT string_agg(_raw_offset, ' ' ORDER BY _raw_offset) FROM demo.web) || ', '"
                + " || (SELECT string_agg(_raw_offset, ' ' ORDER BY _raw_offset) FROM demo.other)";

        Answered before = ask(uses(rows(0, 1), rows(1, 4)), sql);
        Answered after = ask(uses(rows(4, 6), rows(6, 7)), sql);

        assertThat(before.value()).isEqualTo("0, 1 2 3");
        assertThat(after.value()).isEqualTo("4 5, 6");
        assertThat(after.connection()).isSameAs(before.connection());
    }

    @Test
    void givesASessionWithRowsOnlyToRowsOfTheSameColumns() throws IOException, SQLException {
        HotRows rows = rows(0, 1);
        SpoolColumn added = new SpoolColumn(RowFormat.FIRST_BODY_FIELD, "added", ColumnType.LONG, true);
        HotRows wider = new HotRows(rows.files(), List.of(added), rows.spans(), rows.count());

        Answered first = ask(uses(rows, rows), "SELECT count(*) FROM demo.web");

        assertThat(ask(uses(wider, rows), "SELECT count(added) FROM demo.web").connection())
                .isNotSameAs(first.connection());
        assertThat(ask(USE)).isNotSameAs(first.connection());
    }

    @Test
    void endsASessionWhoseNextRowsCannotBeRead() throws IOException, SQLException {
        HotRows rows = rows(0, 1);
        Answered first = ask(uses(rows, rows), "SELECT count(*) FROM demo.web");
        HotRows gone = rows(1, 2);
        Files.delete(gone.files().getFirst());

        assertThatThrownBy(() -> sessions.open(uses(rows, gone))).isInstanceOf(LakeException.class);
        assertThat(ask(uses(rows, rows), "SELECT count(*) FROM demo.web").connection())
                .isNotSameAs(first.connection());
    }

    @Test
    void endsTheLongestUnusedWhenThereAreTooMany() throws SQLException {
        Connection first = ask(USE);
        ask(new KeptSessions.Use("second", MEMORY_BYTES, 0, List.of(WEB), Optional.empty()));
        ask(new KeptSessions.Use("third", MEMORY_BYTES, 0, List.of(WEB), Optional.empty()));

        assertThat(ask(USE)).isNotSameAs(first);
    }

    @Test
    void endsWhatWaitedTooLong() throws SQLException {
        Connection first = ask(USE);
        sessions.endOld(System.nanoTime());
        assertThat(ask(USE)).isSameAs(first);

        sessions.endOld(System.nanoTime() + TIME.plusSeconds(1).toNanos());

        assertThat(ask(USE)).isNotSameAs(first);
    }

    @Test
    void endsASessionThatIsClosedAfterIt() throws SQLException {
        Connection last;
        try (SpareSessions own = new SpareSessions(new DuckSession.Limits(MEMORY_BYTES, 1), 1)) {
            KeptSessions ended = new KeptSessions(own, 2, TIME);
            try (DuckSession session = ended.open(USE)) {
                last = session.connection();
                ended.close();
                session.endedWell();
            }
        }

        assertThat(last.isClosed()).isTrue();
    }

    /** What a query answered, and the connection it had. */
    private record Answered(String value, Connection connection) {}

    /** The connection that a query had, which ended well. */
    private Connection ask(KeptSessions.Use use) throws SQLException {
        Answered answered = ask(use, "SELECT count(*) FROM demo.web");
        assertThat(answered.value()).isEqualTo("0");
        return answered.connection();
    }

    private Answered ask(KeptSessions.Use use, String sql) throws SQLException {
        try (DuckSession session = sessions.open(use);
                Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            session.endedWell();
            return new Answered(rows.getString(1), session.connection());
        }
    }

    private static KeptSessions.Use uses(HotRows web, HotRows other) {
        List<TableView> views =
                List.of(WEB.with(Optional.of(web)), view("other").with(Optional.of(other)));
        return new KeptSessions.Use("reader", MEMORY_BYTES, 0, views, Optional.empty());
    }

    /** Rows of some raw offsets. */
    private HotRows rows(int from, int until) throws IOException {
        RowShaper shaper = new RowShaper(List.of(), 1);
        Instant time = Instant.parse("2026-03-04T05:06:07Z");
        Path file = directory.resolve("rows-" + from + "-" + until);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int offset = from; offset < until; offset++) {
                ShapedRow row = shaper.shape(new SystemValues(time, time, "id", 0, offset), "{}".getBytes(UTF_8));
                row.bytes().place(0, offset);
                row.writeTo(out);
            }
        }
        return new HotRows(List.of(file), shaper.columns(), List.of(new HotRows.Span(0, from, until)), until - from);
    }

    private static TableView view(String dataset) {
        List<Column> columns =
                TableLayout.schema().columns().stream().map(Column::of).toList();
        return new TableView(new TableId("demo", dataset), columns, List.of());
    }
}
