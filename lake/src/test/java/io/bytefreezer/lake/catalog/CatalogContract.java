package io.bytefreezer.lake.catalog;

import static io.bytefreezer.lake.LakeFixture.HOUR;
import static io.bytefreezer.lake.LakeFixture.TOPIC;
import static io.bytefreezer.lake.LakeFixture.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.lake.LakeFixture;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.commit.CommitOutcome;
import io.bytefreezer.lake.table.TableOffsets;
import io.bytefreezer.lake.table.TableState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the lake needs of every catalog. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CatalogContract {

    private static final int OWNERS = 3;
    private static final int BATCHES = 4;

    private LakeFixture lake;

    /** An empty catalog. */
    abstract CatalogSettings settings(Path directory);

    @BeforeAll
    void start(@TempDir Path directory) {
        lake = new LakeFixture(directory, settings(directory));
    }

    @AfterAll
    void stop() {
        lake.close();
    }

    @Test
    void listsTenantsAndTables() {
        lake.catalog().loadOrCreate(new TableId("zeta", "two"));
        lake.catalog().loadOrCreate(new TableId("zeta", "one"));
        assertThat(lake.catalog().tenants()).contains("zeta");
        assertThat(lake.catalog().tables("zeta"))
                .containsExactly(new TableId("zeta", "one"), new TableId("zeta", "two"));
        assertThat(lake.catalog().tables("nobody")).isEmpty();
        assertThat(lake.catalog().load(new TableId("nobody", "none"))).isEmpty();
    }

    @Test
    void showsCommitsToASecondCatalog() {
        TableId id = new TableId("acme", "shared");
        Table table = lake.catalog().loadOrCreate(id);
        lake.append(table, HOUR, 0, "{\"a\":1}");
        assertThat(table.location()).isEqualTo(lake.settings().location(id));
        try (LakeCatalog second = LakeCatalog.open(lake.settings())) {
            TableState state = TableState.read(second.load(id).orElseThrow());
            assertThat(state.offsets().next(TOPIC, 0)).hasValue(1);
            assertThat(state.bodyColumns()).extracting("name").containsExactly("a");
        }
    }

    @Test
    void isOpenedAndFilledByManyAtOnce() throws Exception {
        TableId id = new TableId("crowd", "first");
        assertThat(inParallel(owner -> () -> {
                    try (LakeCatalog catalog = LakeCatalog.open(lake.settings())) {
                        return catalog.loadOrCreate(id).uuid();
                    }
                }))
                .containsOnly(lake.catalog().loadOrCreate(id).uuid());
    }

    @Test
    void keepsAllCommitsOfConcurrentOwnersOfDifferentPartitions() throws Exception {
        TableId id = new TableId("acme", "rivals");
        lake.catalog().loadOrCreate(id);
        assertThat(inParallel(owner -> () -> own(id, owner))).containsOnly(BATCHES);
        assertThat(TableState.read(lake.catalog().loadOrCreate(id)).offsets())
                .isEqualTo(TableOffsets.of(TOPIC, Map.of(0, 4L, 1, 4L, 2, 4L)));
        assertThat(lake.query(id, "select distinct a from rivals")).hasSize(OWNERS * BATCHES);
        assertThat(lake.query(id, "select count(*) from rivals")).containsExactly("12");
    }

    private int own(TableId id, int partition) {
        Table table = lake.catalog().load(id).orElseThrow();
        int committed = 0;
        for (int i = 0; i < BATCHES; i++) {
            DataFile file = lake.file(table, HOUR, i, List.of("{\"a\":" + (partition * 100 + i) + "}"));
            if (lake.committer().commit(table, batch(partition, i, i + 1, file)) instanceof CommitOutcome.Committed) {
                committed++;
            }
        }
        return committed;
    }

    private interface Work<T> {
        Callable<T> of(int owner);
    }

    private static <T> List<T> inParallel(Work<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(OWNERS)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int owner = 0; owner < OWNERS; owner++) {
                futures.add(threads.submit(work.of(owner)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
