package io.bytefreezer.benchmarks.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.benchmarks.BenchmarkException;
import io.bytefreezer.lake.spool.RowsFunction;
import io.bytefreezer.lake.spool.SpoolFile;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {

    private static final Instant START = Instant.parse("2026-03-04T00:00:00Z");

    @TempDir
    private static Path directory;

    private Connection duckdb;
    private RowsFunction function;

    @BeforeEach
    void open() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        function = RowsFunction.register(duckdb);
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
        function.close();
    }

    @Test
    void writesEachEventIntoTheFileOfItsHourAndEntersItThere() throws IOException, SQLException {
        Scale scale = new Scale(20_000, 96, START, 1 << 20, 7);
        Events events = new Events(scale, directory);
        long[] counts = new long[Scale.HOURS];
        long sums = 0;
        for (int batch = 0; batch < scale.batches(); batch++) {
            for (SpoolFile file : events.batch(batch)) {
                try (RowsFunction.Offer offer = function.offer(file);
                        Statement statement = duckdb.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT event_time, _raw_offset FROM " + offer.sql())) {
                    while (rows.next()) {
                        Instant time = Instant.EPOCH.plus(rows.getLong(1), ChronoUnit.MICROS);
                        assertThat(time.truncatedTo(ChronoUnit.HOURS)).isEqualTo(file.hour());
                        counts[(int) ChronoUnit.HOURS.between(START, time)]++;
                        sums += rows.getLong(2);
                    }
                }
                Files.delete(file.files().getFirst());
            }
        }
        assertThat(counts).isEqualTo(events.hours().counts());
        assertThat(sums).isEqualTo(20_000L * 19_999 / 2);
        assertThat((double) events.late() / scale.events()).isBetween(0.03, 0.06);
        assertThat(events.bytes() / scale.events()).isBetween(450L, 1_000L);
    }

    @Test
    void theLedgerKnowsWhatItHeldAtTheEndOfEachBatchAlone() {
        Ledger ledger = new Ledger();
        Ledger.Hours hours = Ledger.Hours.empty();
        hours.add(3, 11);
        ledger.enter(1, hours);
        hours.add(3, 12);
        ledger.enter(2, hours);
        assertThat(ledger.at(0).counts()[3]).isZero();
        assertThat(ledger.at(1).sums()[3]).isEqualTo(11);
        assertThat(ledger.at(2).sums()[3]).isEqualTo(23);
        assertThatThrownBy(() -> ledger.at(3)).isInstanceOf(BenchmarkException.class);
    }
}
