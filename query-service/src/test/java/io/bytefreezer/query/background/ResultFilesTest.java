package io.bytefreezer.query.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.query.job.JobId;
import io.bytefreezer.query.job.RowIndex;
import io.bytefreezer.query.result.ResultColumn;
import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.query.result.StoredRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {

    private static final JobId ID = JobId.of(new byte[JobId.RANDOM_BYTES]);
    private static final int ROWS = 30_000;

    /** Takes everything, and remembers it. */
    private static final class Roomy implements ResultSpool.Room {
        private final List<ResultColumn> columns = new ArrayList<>();
        private long bytes;

        @Override
        public void columns(List<ResultColumn> known) {
            columns.addAll(known);
        }

        @Override
        public void row(long length) {
            bytes += length;
        }
    }

    @TempDir
    private Path home;

    private RowIndex spool(ResultFiles files, Roomy room) throws IOException {
        try (ResultSpool spool = new ResultSpool(files.create(ID), room)) {
            spool.columns(List.of(new ResultColumn("n", "BIGINT"), new ResultColumn("s", "VARCHAR")));
            for (int i = 0; i < ROWS; i++) {
                spool.row(new Object[] {i, "row " + i});
            }
            spool.end(new ResultSummary(ROWS, false, Duration.ZERO, List.of()));
            return spool.index();
        }
    }

    @Test
    void readsFromAnyRowOn() throws IOException {
        ResultFiles files = ResultFiles.open(home.resolve("jobs"));
        Roomy room = new Roomy();
        RowIndex index = spool(files, room);

        assertThat(room.columns).hasSize(2);
        try (Stream<Path> kept = Files.list(home.resolve("jobs"))) {
            assertThat(kept).hasSize(1).allSatisfy(file -> assertThat(file).hasSize(room.bytes));
        }
        assertThat(index.places().size()).isGreaterThan(5);
        for (int row : new int[] {0, 1, 5_000, 12_345, ROWS - 1}) {
            try (StoredRows rows = files.read(ID, index, row)) {
                assertThat(rows.next()).containsExactly(row, "row " + row);
            }
        }
        try (StoredRows rows = files.read(ID, index, ROWS)) {
            assertThatThrownBy(rows::next).isInstanceOf(IOException.class);
        }
    }

    @Test
    void letsAReaderGoOnWhenTheResultIsRemoved() throws IOException {
        ResultFiles files = ResultFiles.open(home.resolve("jobs"));
        RowIndex index = spool(files, new Roomy());
        try (StoredRows rows = files.read(ID, index, 0)) {
            files.remove(ID);
            rows.skip(ROWS - 1L);
            assertThat(rows.next()).containsExactly(ROWS - 1, "row " + (ROWS - 1));
        }
        assertThatThrownBy(() -> files.read(ID, index, 0)).isInstanceOf(NoSuchFileException.class);
        files.remove(ID);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void emptiesItsDirectoryAndLetsNobodyElseLook() throws IOException {
        Path directory = Files.createDirectory(home.resolve("jobs"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(directory.resolve("0123.rows"), "[1]\n");
        ResultFiles files = ResultFiles.open(directory);
        assertThat(directory).isEmptyDirectory();

        spool(files, new Roomy());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (Stream<Path> kept = Files.list(directory)) {
            assertThat(kept)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }
}
