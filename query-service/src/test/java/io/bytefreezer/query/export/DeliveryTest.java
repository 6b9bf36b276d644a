package io.bytefreezer.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.query.export.destination.Delivered;
import io.bytefreezer.query.export.destination.ExportRow;
import io.bytefreezer.query.export.destination.Target;
import io.bytefreezer.query.export.destination.TargetException;
import io.bytefreezer.query.export.destination.TargetException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

    private static final List<ExportRow> ROWS = List.of(row("a"), row("b"), row("c"), row("d"));

    @TempDir
    Path directory;

    private final List<String> log = new ArrayList<>();
    private final Hands time = new Hands();
    private ExportState state;

    /** A clock that goes on only while somebody waits. */
    private static final class Hands extends Clock {
        private Instant now = Instant.EPOCH;

        boolean pause(Duration wait) {
            now = now.plus(wait);
            return true;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static ExportRow row(String id) {
        return new ExportRow(id, null, ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    /** Says what becomes of a batch. */
    private interface Script {
        Delivered send(List<ExportRow> rows) throws TargetException;
    }

    @BeforeEach
    void open() throws ExportException {
        state = ExportState.open(directory, "web");
    }

    @AfterEach
    void close() {
        state.close();
    }

    private Delivery delivery(Script script) {
        Target target = new Target() {
            @Override
            public Delivered send(List<ExportRow> rows) throws TargetException {
                log.add(String.join("", rows.stream().map(ExportRow::id).toList()));
                return script.send(rows);
            }

            @Override
            public void close() {
                log.add("closed");
            }
        };
        return new Delivery(target, state, Duration.ofMinutes(1), time::pause, time);
    }

    @Test
    void sendsOnlyWhatIsAskedForAgain() throws ExportException {
        Delivery delivery = delivery(rows -> new Delivered(rows.subList(1, rows.size()), List.of()));
        delivery.send(ROWS);
        assertThat(log).containsExactly("abcd", "bcd", "cd", "d");
        assertThat(delivery.sent()).isEqualTo(4);
        assertThat(time.instant()).isEqualTo(Instant.EPOCH.plusMillis(500 + 1_000 + 2_000));
    }

    @Test
    void keepsRejectedRowsWithTheirReasons() throws ExportException, IOException {
        Delivery delivery =
                delivery(rows -> new Delivered(List.of(), List.of(new Delivered.Rejected(rows.get(1), "no \"b\""))));
        delivery.send(ROWS);
        assertThat(delivery.sent()).isEqualTo(3);
        assertThat(delivery.rejected()).isEqualTo(1);
        assertThat(Files.readString(state.rejectedFile()))
                .contains("\"reason\":\"no \\\"b\\\"\"")
                .contains("\"time\":\"1970-01-01T00:00:00Z\"")
                .endsWith(",\"row\":{\"id\":\"b\"}}\n");
    }

    @Test
    void cutsInHalvesWhatIsTooLargeAndRejectsTheRowThatAlwaysIs() throws ExportException {
        Delivery delivery = delivery(rows -> {
            if (rows.size() > 2 || rows.contains(ROWS.get(3))) {
                throw new TargetException(Kind.TOO_LARGE, "413");
            }
            return Delivered.ALL;
        });
        delivery.send(ROWS);
        assertThat(log).containsExactly("abcd", "ab", "cd", "c", "d");
        assertThat(delivery.sent()).isEqualTo(3);
        assertThat(delivery.rejected()).isEqualTo(1);
    }

    @Test
    void givesUpAfterItsTime() {
        Delivery delivery = delivery(rows -> {
            throw new TargetException(Kind.AGAIN, "busy");
        });
        assertThatThrownBy(() -> delivery.send(ROWS))
                .isInstanceOfSatisfying(
                        ExportException.class, e -> assertThat(e.kind()).isEqualTo(ExportException.Kind.NO_ANSWER))
                .hasMessageContaining("60 s")
                .hasMessageContaining("busy");
        assertThat(log).hasSizeBetween(5, 10);
    }

    @Test
    void stopsAtOnceWhenTheTargetWillNeverTakeAnything() {
        Delivery delivery = delivery(rows -> {
            throw new TargetException(Kind.REFUSED, "401");
        });
        assertThatThrownBy(() -> delivery.send(ROWS))
                .isInstanceOfSatisfying(
                        ExportException.class, e -> assertThat(e.kind()).isEqualTo(ExportException.Kind.WRONG));
        assertThat(log).hasSize(1);
    }

    @Test
    void letsNobodyElseHaveTheStateMeanwhile() {
        assertThatThrownBy(() -> ExportState.open(directory, "web")).hasMessageContaining("runs elsewhere");
    }
}
