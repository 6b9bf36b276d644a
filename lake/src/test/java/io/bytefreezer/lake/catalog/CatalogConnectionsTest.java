package io.bytefreezer.lake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogConnectionsTest {

    private final CatalogConnections connections =
            new CatalogConnections("jdbc:h2:mem:", Map.of("jdbc.user", "sa", "jdbc.password", ""));

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void neverSendsAStatementTwiceWhenItsAnswerWasLost() {
        AtomicInteger sent = new AtomicInteger();
        assertThatThrownBy(() -> connections.run(connection -> {
                    sent.incrementAndGet();
                    throw new SQLTransientConnectionException("connection reset", "08006");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessage("connection reset");
        assertThat(sent).hasValue(1);
    }

    @Test
    void replacesAConnectionFoundBrokenBeforeTheStatement() throws Exception {
        connections.run(connection -> {
            connection.close();
            return null;
        });
        assertThat(connections.<Boolean>run(connection -> connection.isValid(1)))
                .isTrue();
    }

    @Test
    void keepsIntegrityViolationsRecognisable() {
        assertThatThrownBy(() -> connections.run(connection -> {
                    throw new SQLException("duplicate", "23505");
                }))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }
}
