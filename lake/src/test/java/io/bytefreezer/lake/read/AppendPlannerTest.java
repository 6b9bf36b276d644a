package io.bytefreezer.lake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.table.TableLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppendPlannerTest {

    private static final TableId ID = new TableId("acme", "web");
    private static final long PLENTY = Long.MAX_VALUE;

    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private Table table;

    @BeforeEach
    void create() {
        catalog.initialize("test", Map.of());
        catalog.createNamespace(Namespace.of("acme"));
        table = catalog.createTable(TableIdentifier.of("acme", "web"), TableLayout.schema());
    }

    @AfterEach
    void close() throws java.io.IOException {
        catalog.close();
    }

    private DataFile file(String name) {
        return DataFiles.builder(table.spec())
                .withPath("s3://lake/" + name + ".parquet")
                .withFileSizeInBytes(100)
                .withRecordCount(1)
                .build();
    }

    private long append(String name) {
        table.newAppend().appendFile(file(name)).commit();
        return table.currentSnapshot().snapshotId();
    }

    private static List<String> names(AppendedFiles step) {
        return step.files().files().stream()
                .map(file -> file.location().key())
                .sorted()
                .toList();
    }

    private Optional<AppendedFiles> after(long snapshot) {
        return AppendPlanner.next(ID, table, OptionalLong.of(snapshot), PLENTY);
    }

    @Test
    void findsNothingInATableWithoutRowsOrAfterItsLastSnapshot() {
        assertThat(AppendPlanner.next(ID, table, OptionalLong.empty(), PLENTY)).isEmpty();
        assertThat(after(append("a"))).isEmpty();
    }

    @Test
    void beginsWithAllThatIsThereAndGoesOnWithWhatCame() {
        append("a");
        long second = append("b");
        AppendedFiles all =
                AppendPlanner.next(ID, table, OptionalLong.empty(), 1).orElseThrow();
        assertThat(names(all)).containsExactly("a.parquet", "b.parquet");
        assertThat(all.upTo()).isEqualTo(second);
        long third = append("c");
        AppendedFiles fresh = after(all.upTo()).orElseThrow();
        assertThat(names(fresh)).containsExactly("c.parquet");
        assertThat(fresh.upTo()).isEqualTo(third);
    }

    @Test
    void passesOverWhatCompactionAndReplaysWrote() {
        DataFile old = file("a");
        table.newAppend().appendFile(old).commit();
        long first = table.currentSnapshot().snapshotId();
        DataFile fresh = file("b");
        table.newAppend().appendFile(fresh).commit();
        table.newRewrite().deleteFile(old).deleteFile(fresh).addFile(file("ab")).commit();
        table.newOverwrite().deleteFile(file("ab")).addFile(file("replayed")).commit();
        long last = table.currentSnapshot().snapshotId();
        AppendedFiles step = after(first).orElseThrow();
        assertThat(names(step)).containsExactly("b.parquet");
        assertThat(step.upTo()).isEqualTo(last);
        table.newRewrite().deleteFile(file("replayed")).addFile(file("again")).commit();
        AppendedFiles nothing = after(last).orElseThrow();
        assertThat(names(nothing)).isEmpty();
        assertThat(nothing.upTo()).isEqualTo(table.currentSnapshot().snapshotId());
    }

    @Test
    void endsAStepWhenItHasEnoughBytes() {
        long first = append("a");
        long second = append("b");
        append("c");
        append("d");
        AppendedFiles one =
                AppendPlanner.next(ID, table, OptionalLong.of(first), 1).orElseThrow();
        assertThat(names(one)).containsExactly("b.parquet");
        assertThat(one.upTo()).isEqualTo(second);
        AppendedFiles two =
                AppendPlanner.next(ID, table, OptionalLong.of(one.upTo()), 200).orElseThrow();
        assertThat(names(two)).containsExactly("c.parquet", "d.parquet");
    }

    @Test
    void saysSoWhenWhatCameSinceIsNotKept() {
        long first = append("a");
        long second = append("b");
        long third = append("c");
        table.expireSnapshots().expireSnapshotId(first).commit();
        // The one itself is not needed, only those after it.
        assertThat(names(after(first).orElseThrow())).containsExactly("b.parquet", "c.parquet");
        table.expireSnapshots().expireSnapshotId(second).commit();

        assertThatThrownBy(() -> after(first))
                .isInstanceOfSatisfying(
                        LakeException.class, e -> assertThat(e.kind()).isEqualTo(LakeException.Kind.MISSING))
                .hasMessageContaining(Long.toString(first))
                .hasMessageContaining(Long.toString(third));
        assertThatThrownBy(() -> after(42)).isInstanceOf(LakeException.class);
    }
}
