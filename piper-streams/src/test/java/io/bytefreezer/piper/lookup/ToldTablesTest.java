package io.bytefreezer.piper.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.runtime.control.ControlPlaneAwayException;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.LookupTable;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToldTablesTest {

    private static final TableName NEWEST = TableName.parse("hosts");

    @TempDir
    Path directory;

    private final Map<String, String> controlPlane = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean isAway;

    @Test
    void bringsTheNewestVersionAndThoseThatPlansName() {
        ToldTables tables = tables();
        assertThat(tables.follow(hosts(1, 2, 3), Map.of("demo", Set.of(TableName.parse("hosts@1")))))
                .isTrue();
        assertThat(asked).containsExactly("hosts@3", "hosts@1");
        assertThat(owner(tables, "hosts")).isEqualTo("owner-3");
        assertThat(owner(tables, "hosts@1")).isEqualTo("owner-1");
        assertThat(tables.find("demo", TableName.parse("hosts@2"), List.of("web")))
                .isInstanceOf(Answer.Unavailable.class);
        assertThat(tables.find("other", NEWEST, List.of("web"))).isNull();
        assertThat(tables.problems()).isEmpty();
    }

    @Test
    void aVersionThatHasYetToComeLeavesTheOneBeforeItInUse() {
        ToldTables tables = tables();
        tables.follow(hosts(1), Map.of());
        isAway = true;
        assertThat(tables.follow(hosts(1, 2), Map.of())).isFalse();
        assertThat(owner(tables, "hosts")).isEqualTo("owner-1");
        assertThat(tables.isAwaited("demo", NEWEST)).isFalse();
        assertThat(tables.isAwaited("demo", TableName.parse("hosts@2"))).isTrue();
        assertThat(tables.problems()).singleElement().asString().contains("version 2 of table hosts of demo", "away");

        isAway = false;
        assertThat(tables.follow(hosts(1, 2), Map.of())).isTrue();
        assertThat(owner(tables, "hosts")).isEqualTo("owner-2");
        assertThat(tables.isAwaited("demo", TableName.parse("hosts@2"))).isFalse();
    }

    @Test
    void startsFromItsCopiesWhileTheControlPlaneIsAway() {
        tables().follow(hosts(1, 2), Map.of());
        isAway = true;
        ToldTables again = tables();
        assertThat(again.follow(hosts(1, 2), Map.of())).isTrue();
        assertThat(owner(again, "hosts")).isEqualTo("owner-2");

        ToldTables behind = tables();
        assertThat(behind.follow(hosts(1, 2, 3), Map.of())).isFalse();
        assertThat(owner(behind, "hosts")).isEqualTo("owner-2");
    }

    @Test
    void aTableOfWhichNothingHasComeIsAwaited() {
        isAway = true;
        ToldTables tables = tables();
        assertThat(tables.isAwaited("demo", NEWEST)).isFalse();
        assertThat(tables.follow(hosts(1), Map.of())).isFalse();
        assertThat(tables.isAwaited("demo", NEWEST)).isTrue();
        assertThat(tables.isAwaited("demo", TableName.parse("hosts@2"))).isFalse();
        assertThat(tables.isAwaited("demo", TableName.parse("ports"))).isFalse();
        assertThat(tables.find("demo", NEWEST, List.of("web"))).isNull();
    }

    @Test
    void aControlPlaneThatIsAwayIsAskedOnceARound() {
        isAway = true;
        ToldTables tables = tables();
        tables.follow(Stream.of("a", "b", "c").map(name -> table(name, 1)).toList(), Map.of());
        assertThat(asked).hasSize(1);
        assertThat(tables.problems()).hasSize(3);
    }

    @Test
    void aDamagedCopyIsFetchedAnewAndSomethingElseIsNotTaken() throws IOException {
        tables().follow(hosts(1), Map.of());
        Path copy = directory.resolve(table("hosts", 1).sha256() + ".csv");
        Files.writeString(copy, "host,owner\nweb,mallory\n");
        ToldTables tables = tables();
        assertThat(tables.follow(hosts(1), Map.of())).isTrue();
        assertThat(owner(tables, "hosts")).isEqualTo("owner-1");

        controlPlane.put("ports@7", "host,owner\nweb,mallory\n");
        assertThat(tables.follow(List.of(table("ports", 7)), Map.of())).isFalse();
        assertThat(tables.problems()).singleElement().asString().contains("something else");
    }

    @Test
    void whatTheSnapshotTellsNoMoreIsGoneFromMemoryAndDisk() throws IOException {
        ToldTables tables = tables();
        tables.follow(hosts(1), Map.of());
        tables.follow(hosts(1, 2), Map.of());
        assertThat(copies()).isEqualTo(1);
        tables.follow(List.of(), Map.of());
        assertThat(tables.find("demo", NEWEST, List.of("web"))).isNull();
        assertThat(tables.isAwaited("demo", NEWEST)).isFalse();
        assertThat(copies()).isZero();
    }

    private long copies() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    private ToldTables tables() {
        return new ToldTables(this::csv, new TableCopies(directory));
    }

    private byte[] csv(LookupTable table) throws IOException {
        asked.add(table.name() + "@" + table.version());
        if (isAway) {
            throw new ControlPlaneAwayException("the control plane is away", null);
        }
        String csv = controlPlane.getOrDefault(table.name() + "@" + table.version(), rows(table.version()));
        return csv.getBytes(StandardCharsets.UTF_8);
    }

    private static String rows(int version) {
        return "host,owner\nweb,owner-" + version + "\n";
    }

    private static List<LookupTable> hosts(int... versions) {
        return IntStream.of(versions)
                .mapToObj(version -> table("hosts", version))
                .toList();
    }

    private static LookupTable table(String name, int version) {
        String sha256 = LookupTable.sha256(rows(version).getBytes(StandardCharsets.UTF_8));
        return new LookupTable(new ResourceId("demo"), name, version, sha256, List.of("host"));
    }

    private static Object owner(ToldTables tables, String name) {
        return ((Answer.Found) tables.find("demo", TableName.parse(name), List.of("web")))
                .values()
                .get("owner");
    }
}
