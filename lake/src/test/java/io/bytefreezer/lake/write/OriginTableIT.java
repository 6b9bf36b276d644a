package io.bytefreezer.lake.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows are of the raw records, by DuckDB. */
class OriginTableIT {

    private static final UUID RAW = UUID.fromString("0195f3a2-7c11-7abc-8def-0123456789ab");
    private static final UUID FAMILY = UUID.fromString("5c2cfff2-d8ea-80bd-89e3-d3e7fb000000");

    @TempDir
    private Path directory;

    @Test
    void allEventsOfARecordMatchByTheFamilyOfTheirIds() throws SQLException, IOException {
        Origins origins;
        try (OriginSpool spool = OriginSpool.create(directory.resolve("origins.csv"))) {
            spool.add(7, RAW);
            spool.add(7, FAMILY);
            origins = spool.seal(0, 7, 9);
        }
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(OriginTable.create(origins));
            statement.execute("CREATE TABLE rows AS SELECT * FROM (VALUES "
                    + "(0, 7, '0195f3a2-7c11-7abc-8def-0123456789ab'), "
                    + "(0, 7, '5c2cfff2-d8ea-80bd-89e3-d3e7fb000001'), "
                    + "(0, 7, '5c2cfff2-d8ea-80bd-89e3-d3e7fb00270f'), "
                    + "(0, 7, '5c2cfff2-d8ea-80bd-89e3-d3e7fc000001'), "
                    + "(0, 7, '0195f3a2-7c11-7abc-8def-0123456789ac'), "
                    + "(0, 8, '5c2cfff2-d8ea-80bd-89e3-d3e7fb000001'), "
                    + "(1, 7, '5c2cfff2-d8ea-80bd-89e3-d3e7fb000001')"
                    + ") t(_raw_partition, _raw_offset, event_id)");
            try (ResultSet matching = statement.executeQuery(OriginTable.countMatching("rows", origins))) {
                matching.next();
                assertThat(matching.getLong(1)).isEqualTo(3);
            }
        }
    }
}
