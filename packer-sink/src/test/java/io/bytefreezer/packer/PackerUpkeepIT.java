package io.bytefreezer.packer;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.embedded.s3.S3Fixture;
import io.bytefreezer.packer.PackerFixture.Packer;
import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packer that keeps its tables in shape while it packs. */
class PackerUpkeepIT {

    private static final String UPKEEP =
            "upkeep: {enabled: true, interval: 200ms, open_files: 2, keep_snapshots: 2s}\nflush: {age: 50ms}\n";

    @TempDir
    static Path directory;

    private static S3Fixture s3;
    private static PackerFixture fixture;

    @BeforeAll
    static void start() {
        s3 = S3Fixture.start();
        fixture = new PackerFixture(directory, s3);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void makesLargeFilesOfSmallOnesWhileItPacks() {
        DatasetRef dataset = fixture.topics().dataset("kept", 3);
        try (TableRows rows = fixture.rows()) {
            int sent = 0;
            try (Packer packer = fixture.packer("kept", UPKEEP, tools -> tools, dataset)) {
                while (packer.counted("compacted_files") < 6 || packer.counted("expired_snapshots") < 3) {
                    fixture.topics().sendNumbers(dataset, sent / 10 % 3, sent, 10);
                    sent += 10;
                    rows.await(dataset, sent);
                }
                assertThat(packer.counted("upkeep_failures")).isZero();
                assertThat(packer.commits("refused")).isZero();
            }
            assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, sent));
            fixture.topics().sendNumbers(dataset, 0, sent, 5);
            try (Packer next = fixture.packer("kept-next", "group: kept\n", tools -> tools, dataset)) {
                rows.await(dataset, sent + 5);
                assertThat(next.commits("refused")).isZero();
            }
            assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, sent + 5));
        }
    }
}
