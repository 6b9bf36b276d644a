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

/** Several packers of one group. */
class PackerGroupIT {

    private static final int PARTITIONS = 4;

    @TempDir
    static Path directory;

    private static PackerFixture fixture;
    private static ProcessedTopics topics;
    private static TableRows rows;

    @BeforeAll
    static void start() {
        fixture = new PackerFixture(directory, S3Fixture.start());
        topics = fixture.topics();
        rows = fixture.rows();
    }

    @AfterAll
    static void stop() {
        rows.close();
        fixture.close();
    }

    @Test
    void twoShareTheWorkAndHandItOverWithoutLossOrRepetition() {
        DatasetRef dataset = topics.dataset("shared", PARTITIONS);
        int sent = 0;
        try (Packer first = fixture.packer("one", dataset)) {
            sent = sendToAll(dataset, sent);
            rows.await(dataset, sent);
            try (Packer second = fixture.packer("two", dataset)) {
                // Until both have their share, and while they get it.
                while (second.counted("rows") == 0) {
                    sent = sendToAll(dataset, sent);
                    rows.await(dataset, sent);
                }
                double before = first.counted("rows");
                sent = sendToAll(dataset, sent);
                rows.await(dataset, sent);
                int all = sent;
                PackerFixture.await(() -> "counted", () -> first.counted("rows") + second.counted("rows") == all);
                assertThat(first.counted("rows")).isGreaterThan(before);
                sent = sendToAll(dataset, sent);
            }
            // What the second had not committed when it left is the first's.
            rows.await(dataset, sent);
            sent = sendToAll(dataset, sent);
            rows.await(dataset, sent);
        }
        assertThat(rows.numbers(dataset)).isEqualTo(TableRows.range(0, sent));
    }

    private static int sendToAll(DatasetRef dataset, int from) {
        int next = from;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            topics.sendNumbers(dataset, partition, next, 25);
            next += 25;
        }
        return next;
    }
}
