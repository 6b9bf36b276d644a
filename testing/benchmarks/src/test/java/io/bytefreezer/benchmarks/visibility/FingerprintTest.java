package io.bytefreezer.benchmarks.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void isWhatDuckDbMakesOfTheSameNumbers() throws SQLException {
        String sql = "select count(*), sum(n), bit_xor(hash(n)) from (select range n from range(5, 123456))";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            assertThat(Fingerprint.NONE.with(5, 123_456))
                    .isEqualTo(new Fingerprint(
                            row.getLong(1), row.getLong(2), new BigInteger(row.getString(3)).longValue()));
        }
    }
}
