package io.bytefreezer.lake.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.TableLayout;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptSessionsTest {

    private static final long MEMORY_BYTES = 64L << 20;
    private static final Duration TIME = Duration.ofMinutes(1);
    private static final TableView WEB = view("web");
    private static final KeptSessions.Use USE =
            new KeptSessions.Use("reader", MEMORY_BYTES, List.of(WEB), Optional.empty());

    private final SpareSessions spares = new SpareSessions(new DuckSession.Limits(MEMORY_BYTES, 1), 1);
    private final KeptSessions sessions = new KeptSessions(spares, 2, TIME);

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

        assertThat(ask(new KeptSessions.Use("other", MEMORY_BYTES, List.of(WEB), Optional.empty())))
                .isNotSameAs(first);
    }

    @Test
    void givesNoSessionToOtherLimitsTenantsOrViews() throws SQLException {
        Connection first = ask(USE);
        TableView part = WEB.seenBy(new ViewAccess(List.of(TableLayout.EVENT_TIME), Optional.empty()));
        TableView fewer = WEB.seenBy(new ViewAccess(List.of(TableLayout.EVENT_TIME), Optional.of("false")));

        assertThat(List.of(
                        ask(new KeptSessions.Use("reader", MEMORY_BYTES / 2, List.of(WEB), Optional.empty())),
                        ask(new KeptSessions.Use("reader", MEMORY_BYTES, List.of(WEB), Optional.of("demo"))),
                        ask(new KeptSessions.Use(
                                "reader", MEMORY_BYTES, List.of(WEB, view("other")), Optional.empty())),
                        ask(new KeptSessions.Use("reader", MEMORY_BYTES, List.of(part), Optional.empty())),
                        ask(new KeptSessions.Use("reader", MEMORY_BYTES, List.of(fewer), Optional.empty()))))
                .doesNotContain(first)
                .doesNotHaveDuplicates();
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
    void endsTheLongestUnusedWhenThereAreTooMany() throws SQLException {
        Connection first = ask(USE);
        ask(new KeptSessions.Use("second", MEMORY_BYTES, List.of(WEB), Optional.empty()));
        ask(new KeptSessions.Use("third", MEMORY_BYTES, List.of(WEB), Optional.empty()));

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

    /** The connection that a query had, which ended well. */
    private Connection ask(KeptSessions.Use use) throws SQLException {
        try (DuckSession session = sessions.open(use);
                Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM demo.web")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isZero();
            session.endedWell();
            return session.connection();
        }
    }

    private static TableView view(String dataset) {
        List<Column> columns =
                TableLayout.schema().columns().stream().map(Column::of).toList();
        return new TableView(new TableId("demo", dataset), columns, List.of());
    }
}
