package io.bytefreezer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void belongsToOneServerAtATime() {
        Path directory = parent.resolve("a/b");
        try (DataDirectory first = DataDirectory.kept(directory)) {
            assertThatThrownBy(() -> DataDirectory.kept(directory))
                    .isInstanceOf(EmbeddedStackException.class)
                    .hasMessageContaining(first.path() + " is in use by a server that runs already");
        }
        DataDirectory.kept(directory).close();
    }

    @Test
    void keepsItsFilesUnlessItIsTemporary() throws IOException {
        Path kept;
        Path gone;
        try (DataDirectory data = DataDirectory.kept(parent);
                DataDirectory scratch = DataDirectory.temporary("data-directory-test-")) {
            kept = Files.writeString(data.path().resolve("kept"), "value");
            gone = Files.writeString(
                    Files.createDirectories(scratch.path().resolve("deep/er")).resolve("gone"), "value");
        }

        assertThat(kept).exists();
        assertThat(gone.getParent().getParent().getParent()).doesNotExist();
    }

    @Test
    void isFreeAgainAndNamedWhenAServerDoesNotStartOnIt() {
        DataDirectory data = DataDirectory.kept(parent);

        assertThatThrownBy(() -> data.start("the server", () -> {
                    throw new IOException("no luck");
                }))
                .isInstanceOf(EmbeddedStackException.class)
                .hasMessage("Could not start the server in " + parent + ": no luck")
                .hasRootCauseMessage("no luck");
        DataDirectory.kept(parent).close();
    }
}
