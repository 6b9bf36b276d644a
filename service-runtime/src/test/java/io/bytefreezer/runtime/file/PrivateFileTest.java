package io.bytefreezer.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PrivateFileTest {

    @TempDir
    private Path home;

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        Path file = home.resolve("a/b/key");
        PrivateFile.write(file, "first".getBytes(StandardCharsets.UTF_8));
        PrivateFile.write(file, "second".getBytes(StandardCharsets.UTF_8));
        assertThat(file).hasContent("second");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(home.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("a"))).isEqualTo("rwx------");
        assertThat(home.resolve("a/b")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void isPrivateWhenItIsWrittenPieceByPieceAndReplacesNothing() throws IOException {
        Path file = home.resolve("rows");
        try (OutputStream out = PrivateFile.create(file)) {
            out.write('a');
            out.write('b');
        }
        assertThat(file).hasContent("ab");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThatThrownBy(() -> PrivateFile.create(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void leavesADirectoryThatIsThereAsItIs() throws IOException {
        Path shared = Files.createDirectory(home.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(PrivateFile.createDirectories(shared)).isEqualTo(shared);
        assertThat(permissions(shared)).isEqualTo("rwxr-x---");
        Path link = Files.createSymbolicLink(home.resolve("link"), shared);
        assertThat(PrivateFile.createDirectories(link)).isEqualTo(link);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
