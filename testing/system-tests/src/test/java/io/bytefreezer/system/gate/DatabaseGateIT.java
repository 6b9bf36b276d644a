package io.bytefreezer.system.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.system.process.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Iceberg's catalog sees when the answer to a commit is lost, with a real database. */
class DatabaseGateIT {

    @TempDir
    private Path directory;

    private Server server;
    private DatabaseGate gate;

    @BeforeEach
    void start() throws SQLException {
        Ports ports = new Ports();
        server = Server.createTcpServer(
                        "-tcpPort", Integer.toString(ports.free()), "-baseDir", directory.toString(), "-ifNotExists")
                .start();
        gate = DatabaseGate.open(ports.free(), server.getPort());
        try (Connection connection = connect(server.getPort());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE iceberg_tables (location VARCHAR)");
            statement.execute("INSERT INTO iceberg_tables VALUES ('before')");
        }
    }

    @AfterEach
    void stop() {
        gate.close();
        server.stop();
    }

    @Test
    void theCommitIsThereThoughItsAnswerWasLost() throws SQLException {
        gate.loseCommits(1);
        try (Connection connection = connect(gate.port())) {
            assertThat(location(connection)).isEqualTo("before");
            assertThatThrownBy(() -> commit(connection, "after")).isInstanceOf(SQLException.class);
        }
        assertThat(gate.lost()).isEqualTo(1);
        try (Connection connection = connect(gate.port())) {
            assertThat(location(connection)).isEqualTo("after");
            commit(connection, "later");
            assertThat(location(connection)).isEqualTo("later");
        }
    }

    private static void commit(Connection connection, String location) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE iceberg_tables SET location = ?")) {
            update.setString(1, location);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static String location(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT location FROM iceberg_tables")) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:tcp://127.0.0.1:" + port + "/./test;DB_CLOSE_DELAY=-1", "sa", "");
    }
}
