package io.bytefreezer.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.control.decision.Actor;
import io.bytefreezer.control.decision.Command;
import io.bytefreezer.control.decision.Command.Activate;
import io.bytefreezer.control.decision.Command.Bootstrap;
import io.bytefreezer.control.decision.Command.CreateDataset;
import io.bytefreezer.control.decision.Command.CreateTenant;
import io.bytefreezer.control.decision.Command.DatasetSettings;
import io.bytefreezer.control.decision.Command.DeleteQuery;
import io.bytefreezer.control.decision.Command.DeleteTable;
import io.bytefreezer.control.decision.Command.PutQuery;
import io.bytefreezer.control.decision.Command.PutTable;
import io.bytefreezer.control.decision.Command.RevokeKey;
import io.bytefreezer.control.decision.Command.SaveDraft;
import io.bytefreezer.control.decision.Command.TenantSettings;
import io.bytefreezer.control.decision.Decision;
import io.bytefreezer.control.decision.ValidDocument;
import io.bytefreezer.control.decision.ValidTable;
import io.bytefreezer.control.state.AuditEntry;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.QueryRef;
import io.bytefreezer.control.state.SavedQuery;
import io.bytefreezer.control.state.State;
import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.LookupTable;
import io.bytefreezer.schemas.snapshot.Snapshot;
import io.bytefreezer.transformations.check.DocumentCheck;
import io.bytefreezer.transformations.event.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store promises on every database. */
abstract class StoreContract {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final ResourceId ROOT = new ResourceId("root");
    private static final Actor ACTOR = new Actor("key-root", ROOT, true);
    private static final String CLEAR = "bf_clear";
    private static final DatasetRef WEB = DatasetRef.of("plant", "web");
    private static final DocumentCheck CHECK = new DocumentCheck(Limits.DEFAULT);

    private Database database;
    private Store store;
    private History history;

    /** An empty database. */
    abstract DatabaseConfig emptyDatabase();

    @BeforeEach
    void open() {
        database = new Database(emptyDatabase());
        database.open();
        store = new Store(database, Clock.fixed(NOW, ZoneOffset.UTC));
        history = new History(database);
        KeyHash key = new KeyHash("key-root", "bf_clear", KeyHash.sha256(CLEAR), "service");
        execute(new Bootstrap(ROOT, key));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void writesWhatTheCoreDecides() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        RandomCommands commands = new RandomCommands(new Random(seed), ROOT);
        State expected = store.state(ROOT);
        for (int i = 0; i < 300; i++) {
            Command command = commands.next();
            Decision decision = store.execute(ACTOR, command);
            assertThat(decision)
                    .as("seed %d, step %d: %s", seed, i, command)
                    .isEqualTo(Decision.decide(expected, ACTOR, command, NOW));
            if (decision instanceof Decision.Changes done && command.account().equals(ROOT)) {
                for (Change change : done.changes()) {
                    expected = expected.with(change);
                }
            }
            assertThat(store.state(ROOT))
                    .as("seed %d, step %d: %s", seed, i, command)
                    .isEqualTo(expected);
        }
    }

    @Test
    void everyChangeRaisesTheRevisionAndNothingElseDoes() {
        long before = store.revision();
        execute(new CreateTenant(ROOT, WEB.tenant(), new TenantSettings(null, null)));
        assertThat(store.revision()).isEqualTo(before + 1);
        assertThat(store.revision(ROOT)).contains(before + 1);
        store.execute(ACTOR, new CreateTenant(ROOT, WEB.tenant(), new TenantSettings(null, null)));
        store.execute(ACTOR, new RevokeKey(ROOT, "key-none"));
        assertThat(store.revision()).isEqualTo(before + 1);
    }

    @Test
    void aSnapshotHoldsAllThatServicesNeed() {
        execute(new CreateTenant(ROOT, WEB.tenant(), new TenantSettings("Plant ☃ \uD83C\uDFED", null)));
        InputSpec input =
                new InputSpec("udp", "syslog", Map.of("port", 5514, "ratio", new java.math.BigDecimal("0.10")));
        execute(new CreateDataset(ROOT, WEB, new DatasetSettings(null, 3, List.of(input), 30, null)));
        execute(new Activate(ROOT, WEB, document("{\"parse\": \"json\"}"), null));
        Snapshot snapshot = store.snapshot(ROOT).orElseThrow();
        assertThat(snapshot.revision()).isEqualTo(store.revision());
        assertThat(snapshot.tenants()).containsExactly(new Snapshot.Tenant(WEB.tenant(), "Plant ☃ \uD83C\uDFED", true));
        assertThat(snapshot.keys()).singleElement().matches(key -> key.matches(CLEAR));
        var dataset = snapshot.dataset(WEB).orElseThrow();
        assertThat(dataset.inputs()).containsExactly(input);
        assertThat(dataset.partitions()).isEqualTo(3);
        assertThat(dataset.transformation().version()).isEqualTo(1);
        assertThat(dataset.transformation().document()).hasToString("{\"parse\":\"json\"}");
        execute(new RevokeKey(ROOT, "key-root"));
        assertThat(store.snapshot(ROOT).orElseThrow().keys()).isEmpty();
        assertThat(store.snapshot(new ResourceId("nobody"))).isEmpty();
    }

    @Test
    void documentsComeBackToTheLetter() {
        String text = "{\n  \"parse\": \"json\",\n\t\"name\": \"\\u0000 ☃ 1.10\"\n}";
        execute(new CreateTenant(ROOT, WEB.tenant(), new TenantSettings(null, null)));
        execute(new CreateDataset(ROOT, WEB, new DatasetSettings(null, null, null, null, null)));
        execute(new SaveDraft(ROOT, WEB, text));
        assertThat(history.draft(WEB).orElseThrow().document()).isEqualTo(text);
        execute(new SaveDraft(ROOT, WEB, "{}"));
        assertThat(history.draft(WEB).orElseThrow().document()).isEqualTo("{}");
        String big = "{\"parse\": \"json\", \"description\": \"" + "x".repeat(900_000) + "\"}";
        execute(new Activate(ROOT, WEB, document(big), null));
        assertThat(history.version(WEB, 1).orElseThrow().document()).isEqualTo(big);
        assertThat(history.version(WEB, 1).orElseThrow().createdAt()).isEqualTo(NOW);
        assertThat(history.version(WEB, 2)).isEmpty();
    }

    @Test
    void tablesComeBackToTheByteAndOldVersionsGo() {
        TableRef hosts = new TableRef(WEB.tenant(), "hosts");
        execute(new CreateTenant(ROOT, WEB.tenant(), new TenantSettings(null, null)));
        for (int i = 1; i <= 8; i++) {
            execute(new PutTable(
                    ROOT, hosts, table("\uFEFFhost,owner\r\nweb-1,\"team ☃ \"\"" + i + "\"\"\"\n"), Set.of(2)));
        }
        assertThat(history.csv(hosts, 8)).contains("\uFEFFhost,owner\r\nweb-1,\"team ☃ \"\"8\"\"\"\n");
        assertThat(store.state(ROOT).tables().of(hosts).keySet()).containsExactly(2, 4, 5, 6, 7, 8);
        assertThat(history.table(hosts, null).orElseThrow().number()).isEqualTo(8);
        assertThat(history.table(hosts, 3)).isEmpty();
        assertThat(store.snapshot(ROOT).orElseThrow().tables())
                .extracting(LookupTable::version)
                .containsExactly(2, 4, 5, 6, 7, 8);

        execute(new DeleteTable(ROOT, hosts));
        assertThat(history.csv(hosts, 8)).isEmpty();
        assertThat(store.snapshot(ROOT).orElseThrow().tables()).isEmpty();
        execute(new PutTable(ROOT, hosts, table("host\n"), Set.of()));
        assertThat(store.state(ROOT).tables().of(hosts).keySet()).containsExactly(9);
        String large = "k,v\n" + (("x".repeat(999) + ",\n").repeat(16_000));
        execute(new PutTable(ROOT, hosts, table(large), Set.of()));
        assertThat(history.csv(hosts, 10)).contains(large);
    }

    @Test
    void savedQueriesComeBackToTheLetterAndInSnapshots() {
        QueryRef top = new QueryRef(WEB.tenant(), new ResourceId("top"));
        QueryRef all = new QueryRef(WEB.tenant(), new ResourceId("all"));
        String sql = "select '☃ \uD83C\uDFED',\n\t\"a\"\"b\" from web -- '\r\n";
        execute(new CreateTenant(ROOT, WEB.tenant(), new TenantSettings(null, null)));
        execute(new PutQuery(ROOT, top, "Top", "what is\nat the top", sql));
        execute(new PutQuery(ROOT, all, null, null, "x".repeat(65_536)));

        assertThat(history.query(top))
                .contains(new SavedQuery(top, "Top", "what is\nat the top", sql, NOW, "key-root"));
        assertThat(history.queries(WEB.tenant())).extracting(SavedQuery::name).containsExactly("all", "Top");
        assertThat(store.snapshot(ROOT).orElseThrow().queries())
                .extracting(query -> query.tenant() + " " + query.id() + " " + query.sql())
                .containsExactly("plant all " + "x".repeat(65_536), "plant top " + sql);
        execute(new PutQuery(ROOT, top, null, null, "select 2"));
        assertThat(history.query(top).orElseThrow().description()).isEmpty();
        execute(new DeleteQuery(ROOT, top));
        assertThat(history.query(top)).isEmpty();
        assertThat(history.audit(ROOT, Long.MAX_VALUE, 2))
                .extracting(entry -> entry.action() + " " + entry.resource())
                .containsExactly("query.delete tenants/plant/queries/top", "query.put tenants/plant/queries/top");
    }

    private static ValidTable table(String csv) {
        var checked = ValidTable.check(csv.getBytes(StandardCharsets.UTF_8), List.of());
        return ((ValidTable.Checked.Valid) checked).table();
    }

    @Test
    void theAuditLogSaysWhoDidWhatTheLatestFirst() {
        for (String tenant : List.of("a", "b", "c")) {
            execute(new CreateTenant(ROOT, new ResourceId(tenant), new TenantSettings(null, null)));
        }
        List<AuditEntry> page = history.audit(ROOT, Long.MAX_VALUE, 2);
        assertThat(page).extracting(AuditEntry::resource).containsExactly("tenants/c", "tenants/b");
        assertThat(page)
                .allMatch(entry -> entry.keyId().equals("key-root")
                        && entry.at().equals(NOW)
                        && entry.action().equals("tenant.create"));
        assertThat(history.audit(null, page.getLast().id(), 10))
                .extracting(AuditEntry::resource)
                .containsExactly("tenants/a", "accounts/root");
        assertThat(history.audit(new ResourceId("other"), Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void theUseOfAKeyIsNotedOnceAMinute() {
        assertThat(use(NOW)).isEqualTo(NOW);
        assertThat(use(NOW.plusSeconds(59))).isEqualTo(NOW);
        assertThat(use(NOW.plusSeconds(61))).isEqualTo(NOW.plusSeconds(61));
        assertThat(keys(NOW).find("bf_other")).isEmpty();
    }

    @Test
    void writersAtTheSameTimeComeOneAfterAnother() throws Exception {
        long before = store.revision();
        List<Callable<Decision>> writers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ResourceId id = new ResourceId("t" + i / 2);
            writers.add(() -> store.execute(ACTOR, new CreateTenant(ROOT, id, new TenantSettings(null, null))));
        }
        long done = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Decision> future : threads.invokeAll(writers)) {
                done += future.get() instanceof Decision.Changes ? 1 : 0;
            }
        }
        assertThat(done).isEqualTo(20);
        assertThat(store.revision()).isEqualTo(before + 20);
        assertThat(store.state(ROOT).tenants()).hasSize(20);
    }

    @Test
    void aSnapshotIsOfOneMoment() throws Exception {
        long before = store.revision();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    execute(new CreateTenant(ROOT, new ResourceId("t" + i), new TenantSettings(null, null)));
                }
            });
            while (!writer.isDone()) {
                Snapshot snapshot = store.snapshot(ROOT).orElseThrow();
                assertThat(snapshot.tenants()).hasSize(Math.toIntExact(snapshot.revision() - before));
            }
            writer.get();
        }
    }

    @Test
    void aSecondProcessFindsTheTablesAsTheyAre() {
        try (Database second = new Database(sameDatabase(database))) {
            second.open();
            assertThat(new Store(second, Clock.systemUTC()).systemAccount()).contains(ROOT);
        }
    }

    /** How another process would reach the open database. */
    abstract DatabaseConfig sameDatabase(Database open);

    private Instant use(Instant at) {
        keys(at).noteUse(keys(at).find(CLEAR).orElseThrow().key());
        return keys(at).find(CLEAR).orElseThrow().key().lastUsedAt();
    }

    private KeyRing keys(Instant at) {
        return new KeyRing(database, Clock.fixed(at, ZoneOffset.UTC));
    }

    private void execute(Command command) {
        assertThat(store.execute(ACTOR, command)).isInstanceOf(Decision.Changes.class);
    }

    private static ValidDocument document(String text) {
        return ((ValidDocument.Checked.Valid) ValidDocument.check(CHECK, text)).document();
    }
}
