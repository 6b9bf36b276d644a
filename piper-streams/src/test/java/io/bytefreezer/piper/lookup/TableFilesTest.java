package io.bytefreezer.piper.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.lookup.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFilesTest {

    @TempDir
    Path directory;

    private final TableShelf shelf = new TableShelf();
    private TableFiles files;

    @BeforeEach
    void follow() {
        files = new TableFiles(directory, shelf);
    }

    @Test
    void findsTheNewestVersionAndThoseBeforeIt() throws IOException {
        write("demo", "hosts", "9.csv", "host,owner\nweb,ann\n");
        write("demo", "hosts", "10.csv", "host,owner\nweb,bob\n");
        files.refresh();
        assertThat(owner(null)).isEqualTo("bob");
        assertThat(owner(9)).isEqualTo("ann");
        assertThat(((Answer.Unavailable) shelf.find("demo", "hosts", 8, List.of("web"))).reason())
                .contains("version 8", "[9, 10]");
        assertThat(files.problems()).isEmpty();
    }

    @Test
    void keepsTenantsApart() throws IOException {
        write("demo", "hosts", "1.csv", "host,owner\nweb,ann\n");
        files.refresh();
        assertThat(((Answer.Unavailable) shelf.find("other", "hosts", null, List.of("web"))).reason())
                .contains("'hosts'", "'other'");
    }

    @Test
    void findsByTheColumnsOfTheIndex() throws IOException {
        write("demo", "ports", "1.index", "proto\nport\n");
        write("demo", "ports", "1.csv", "name,proto,port\nhttps,tcp,443\n");
        files.refresh();
        assertThat(shelf.find("demo", "ports", null, List.of("tcp", "443"))).isInstanceOf(Answer.Found.class);
    }

    @Test
    void takesOverAFileThatChangedAndKeepsTheOldOneWhenItIsBroken() throws IOException {
        write("demo", "hosts", "1.csv", "host,owner\nweb,ann\n");
        files.refresh();
        write("demo", "hosts", "1.csv", "host,owner\nweb\n");
        files.refresh();
        assertThat(owner(null)).isEqualTo("ann");
        assertThat(files.problems()).singleElement().asString().contains("line 2", "1 cells under 2 columns");
        write("demo", "hosts", "1.csv", "host,owner\nweb,robert\n");
        files.refresh();
        assertThat(owner(null)).isEqualTo("robert");
        assertThat(files.problems()).isEmpty();
    }

    @Test
    void keepsAFewVersionsOnly() throws IOException {
        for (int version = 1; version <= 5; version++) {
            write("demo", "hosts", version + ".csv", "host,owner\nweb,o" + version + "\n");
        }
        files.refresh();
        assertThat(owner(3)).isEqualTo("o3");
        assertThat(shelf.find("demo", "hosts", 2, List.of("web"))).isInstanceOf(Answer.Unavailable.class);
    }

    private Object owner(Integer version) {
        return ((Answer.Found) shelf.find("demo", "hosts", version, List.of("web")))
                .values()
                .get("owner");
    }

    private void write(String tenant, String table, String file, String text) throws IOException {
        Path parent = Files.createDirectories(directory.resolve(tenant).resolve(table));
        Files.writeString(parent.resolve(file), text);
    }
}
