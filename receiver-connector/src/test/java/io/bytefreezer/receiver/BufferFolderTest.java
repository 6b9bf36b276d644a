package io.bytefreezer.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.receiver.layout.RawObjectKey;
import io.bytefreezer.receiver.object.RawObjectRecord;
import io.bytefreezer.schemas.name.DatasetRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BufferFolderTest {

    private static final RawObjectKey KEY =
            new RawObjectKey(DatasetRef.of("demo", "web"), Instant.EPOCH, "bytefreezer.raw.demo.web", 0, 0);

    @TempDir
    Path parent;

    @Test
    void deletesWhatAKilledTaskLeft() throws IOException {
        Path left = Files.createDirectory(parent.resolve("bytefreezer-receiver-1"));
        Files.createFile(left.resolve("lock"));
        Files.writeString(left.resolve("half.avro"), "half an object");

        BufferFolder.create(parent).close();
        assertThat(folders()).isEmpty();
    }

    @Test
    void leavesAloneWhatALivingTaskUsesAndWhatIsNotOurs() throws IOException {
        Path theirs = Files.createDirectory(parent.resolve("something-else"));
        Path beingMade = Files.createDirectory(parent.resolve("bytefreezer-receiver-1"));
        try (BufferFolder living = BufferFolder.create(parent)) {
            Buffer buffer = living.open(KEY);
            buffer.append(new RawObjectRecord(0, Instant.EPOCH, null, null));
            BufferFolder.create(parent).close();

            assertThat(buffer.file()).exists();
            buffer.discard();
            assertThat(buffer.file()).doesNotExist();
        }
        assertThat(folders()).containsExactlyInAnyOrder(theirs, beingMade);
    }

    @Test
    void saysWhichSettingToChangeWhenThereIsNoRoom() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatThrownBy(() -> BufferFolder.create(file))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("buffer.dir");
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.toList();
        }
    }
}
