package io.bytefreezer.control.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.control.decision.Command.Activate;
import io.bytefreezer.control.decision.Command.Bootstrap;
import io.bytefreezer.control.decision.Command.CreateAccount;
import io.bytefreezer.control.decision.Command.CreateDataset;
import io.bytefreezer.control.decision.Command.CreateKey;
import io.bytefreezer.control.decision.Command.CreateTenant;
import io.bytefreezer.control.decision.Command.DatasetSettings;
import io.bytefreezer.control.decision.Command.Deactivate;
import io.bytefreezer.control.decision.Command.DeleteAccount;
import io.bytefreezer.control.decision.Command.DeleteDataset;
import io.bytefreezer.control.decision.Command.DeleteQuery;
import io.bytefreezer.control.decision.Command.DeleteTenant;
import io.bytefreezer.control.decision.Command.PutQuery;
import io.bytefreezer.control.decision.Command.RenameAccount;
import io.bytefreezer.control.decision.Command.RevokeKey;
import io.bytefreezer.control.decision.Command.TenantSettings;
import io.bytefreezer.control.decision.Command.UpdateDataset;
import io.bytefreezer.control.decision.Command.UpdateTenant;
import io.bytefreezer.control.state.Account;
import io.bytefreezer.control.state.Change;
import io.bytefreezer.control.state.QueryRef;
import io.bytefreezer.control.state.State;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.TableSpec;
import io.bytefreezer.schemas.snapshot.TableSpec.ColumnSpec;
import io.bytefreezer.transformations.check.DocumentCheck;
import io.bytefreezer.transformations.event.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final ResourceId ROOT = new ResourceId("root");
    private static final ResourceId ACME = new ResourceId("acme");
    private static final ResourceId TENANT = new ResourceId("plant");
    private static final DatasetRef WEB = DatasetRef.of("plant", "web");
    private static final Actor SYSTEM = new Actor("key-root", ROOT, true);
    private static final Actor PLAIN = new Actor("key-acme", ACME, false);
    private static final TenantSettings DEFAULTS = new TenantSettings(null, null);
    private static final DatasetSettings DATASET_DEFAULTS = new DatasetSettings(null, null, null, null, null);

    private State state = State.EMPTY;

    DecisionTest() {
        done(Actor.installation(ROOT), new Bootstrap(ROOT, key("root")));
        done(SYSTEM, new CreateAccount(ACME, null));
    }

    @Test
    void theFirstAccountIsTheSystemAccountAndHasAGoodKey() {
        assertThat(state.accounts().get(ROOT)).isEqualTo(new Account(ROOT, "root", true, NOW));
        assertThat(state.keys()).containsOnlyKeys("key-root");
        assertThat(changes(Actor.installation(ROOT), new Bootstrap(ROOT, key("again"))))
                .isEmpty();
    }

    @Test
    void anInstallationWhoseKeysAreAllRevokedGetsANewOneButNoNewAccount() {
        done(SYSTEM, new RevokeKey(ROOT, "key-root"));
        assertThat(changes(Actor.installation(ROOT), new Bootstrap(ROOT, key("again"))))
                .singleElement()
                .isInstanceOf(Change.KeyAdded.class);
    }

    @Test
    void onlyTheSystemAccountCreatesAccounts() {
        ResourceId other = new ResourceId("other");
        assertThat(refusal(PLAIN, new CreateAccount(other, null)).kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
        assertThat(refusal(SYSTEM, new CreateAccount(ACME, null)).error()).isEqualTo("account_exists");
        assertThat(refusal(SYSTEM, new CreateAccount(other, "a\nb")).pointer()).isEqualTo("/name");
    }

    @Test
    void idsOfDeletedAccountsAreNotGivenAgain() {
        done(SYSTEM, new DeleteAccount(ACME));
        assertThat(refusal(SYSTEM, new CreateAccount(ACME, null)).error()).isEqualTo("account_exists");
    }

    @Test
    void theSystemAccountAndAccountsWithTenantsStay() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        assertThat(refusal(SYSTEM, new DeleteAccount(ROOT)).error()).isEqualTo("system_account");
        assertThat(refusal(PLAIN, new DeleteAccount(ACME)).error()).isEqualTo("account_not_empty");
    }

    @Test
    void anothersThingsAreNotThere() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        done(PLAIN, new CreateDataset(ACME, WEB, DATASET_DEFAULTS));
        Actor stranger = new Actor("key-x", new ResourceId("stranger"), false);
        ResourceId own = stranger.account();
        Stream.of(
                        new RenameAccount(ACME, "mine"),
                        new DeleteAccount(ACME),
                        new CreateKey(ACME, "key", key("x")),
                        new RevokeKey(ACME, "key-acme"),
                        new CreateTenant(ACME, new ResourceId("more"), DEFAULTS),
                        new UpdateTenant(own, TENANT, DEFAULTS),
                        new DeleteTenant(own, TENANT),
                        new CreateDataset(own, DatasetRef.of("plant", "more"), DATASET_DEFAULTS),
                        new DeleteDataset(own, WEB),
                        new Deactivate(own, WEB),
                        new Activate(own, WEB, document(), null))
                .forEach(command -> assertThat(refusal(stranger, command).kind())
                        .as(command.action())
                        .isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void theSystemAccountKeepsKeysOfOthersButDoesNotTouchTheirTenants() {
        assertThat(changes(SYSTEM, new CreateKey(ACME, "for acme", key("a")))).hasSize(1);
        assertThat(refusal(SYSTEM, new CreateTenant(ACME, TENANT, DEFAULTS)).kind())
                .isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @Test
    void aTenantsIdStaysItsAccountsAfterItIsDeleted() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        assertThat(refusal(SYSTEM, new CreateTenant(ROOT, TENANT, DEFAULTS)).error())
                .isEqualTo("tenant_exists");
        done(PLAIN, new DeleteTenant(ACME, TENANT));
        assertThat(refusal(SYSTEM, new CreateTenant(ROOT, TENANT, DEFAULTS)).error())
                .isEqualTo("tenant_exists");
        assertThat(changes(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS))).hasSize(1);
    }

    @Test
    void aTenantWithDatasetsIsNotDeleted() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        done(PLAIN, new CreateDataset(ACME, WEB, DATASET_DEFAULTS));
        assertThat(refusal(PLAIN, new DeleteTenant(ACME, TENANT)).error()).isEqualTo("tenant_not_empty");
        done(PLAIN, new DeleteDataset(ACME, WEB));
        assertThat(changes(PLAIN, new DeleteTenant(ACME, TENANT))).hasSize(1);
    }

    @Test
    void savedQueriesAreBoundedByNumberAndSize() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        String large = "x".repeat(65_536);
        for (int i = 0; i < 63; i++) {
            done(PLAIN, saved("large-" + i, large));
        }
        assertThat(refusal(PLAIN, saved("one-more", "y".repeat(65_536))).error())
                .isEqualTo("queries_too_large");
        assertThat(changes(PLAIN, saved("large-0", "y".repeat(65_536))))
                .as("in place of another")
                .hasSize(1);
        done(PLAIN, new DeleteQuery(ACME, query("large-61")));
        done(PLAIN, new DeleteQuery(ACME, query("large-62")));
        for (int i = 61; i < 1_000; i++) {
            done(PLAIN, saved("small-" + i, "select 1"));
        }
        assertThat(refusal(PLAIN, saved("one-more", "select 1")).error()).isEqualTo("too_many_queries");
        done(PLAIN, saved("small-99", "select 2"));
        done(PLAIN, new DeleteQuery(ACME, query("small-99")));
        done(PLAIN, saved("one-more", "select 1"));
    }

    @Test
    void aSavedQueryIsAcceptedOnlyAsTextThatCanBeKept() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        QueryRef id = query("errors");
        assertThat(refusal(PLAIN, new PutQuery(ACME, id, "n".repeat(129), null, "select 1")))
                .extracting(Refusal::error, Refusal::pointer)
                .containsExactly("invalid_query", "/name");
        assertThat(refusal(PLAIN, new PutQuery(ACME, id, "a\nb", null, "select 1"))
                        .error())
                .isEqualTo("invalid_name");
        assertThat(refusal(PLAIN, new PutQuery(ACME, id, null, "d".repeat(1_001), "select 1"))
                        .pointer())
                .isEqualTo("/description");
        assertThat(refusal(PLAIN, new PutQuery(ACME, id, null, "a\u0000", "select 1"))
                        .pointer())
                .isEqualTo("/description");
        for (String sql : List.of(" \n", "select '\u0000'", "select '\u001b'", "select '\ud83c'", "ü".repeat(32_769))) {
            assertThat(refusal(PLAIN, saved("errors", sql)).pointer()).isEqualTo("/sql");
        }
        assertThat(refusal(SYSTEM, new PutQuery(ROOT, id, null, null, "select 1"))
                        .error())
                .as("another account's tenant")
                .isEqualTo("tenant_not_found");
        assertThat(refusal(PLAIN, new DeleteQuery(ACME, id)).error()).isEqualTo("query_not_found");
        done(PLAIN, saved("errors", "ü".repeat(32_768)));
        assertThat(refusal(PLAIN, new DeleteTenant(ACME, TENANT)).error()).isEqualTo("tenant_not_empty");
    }

    private static QueryRef query(String id) {
        return new QueryRef(TENANT, new ResourceId(id));
    }

    private static PutQuery saved(String id, String sql) {
        return new PutQuery(ACME, query(id), null, null, sql);
    }

    @Test
    void whatIsLeftOutStaysAsItIs() {
        done(PLAIN, new CreateTenant(ACME, TENANT, new TenantSettings("The plant", false)));
        done(PLAIN, new UpdateTenant(ACME, TENANT, new TenantSettings(null, true)));
        assertThat(state.tenants().get(TENANT).name()).isEqualTo("The plant");
        assertThat(state.tenants().get(TENANT).active()).isTrue();
    }

    @Test
    void partitionsGrowOnly() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        done(PLAIN, new CreateDataset(ACME, WEB, new DatasetSettings(null, 4, null, null, null)));
        assertThat(refusal(PLAIN, new UpdateDataset(ACME, WEB, new DatasetSettings(null, 2, null, null, null)))
                        .error())
                .isEqualTo("partitions_shrink");
        done(PLAIN, new UpdateDataset(ACME, WEB, new DatasetSettings(null, 8, null, null, null)));
        assertThat(state.datasets().get(WEB).partitions()).isEqualTo(8);
    }

    @Test
    void zeroDaysTakeARetentionAway() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        done(PLAIN, new CreateDataset(ACME, WEB, new DatasetSettings(null, null, null, 30, null)));
        done(PLAIN, new UpdateDataset(ACME, WEB, new DatasetSettings(null, 8, null, null, null)));
        assertThat(state.datasets().get(WEB).retentionDays()).isEqualTo(30);
        done(PLAIN, new UpdateDataset(ACME, WEB, new DatasetSettings(null, null, null, 0, null)));
        assertThat(state.datasets().get(WEB).retentionDays()).isNull();
        assertThat(refusal(PLAIN, new UpdateDataset(ACME, WEB, new DatasetSettings(null, null, null, -1, null)))
                        .error())
                .isEqualTo("invalid_retention");
    }

    @Test
    void whatIsSettledOfATableStaysUntilSomethingElseIs() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        TableSpec table = new TableSpec(List.of(new ColumnSpec("client_ip", "text")), List.of("client_ip"));
        done(PLAIN, new CreateDataset(ACME, WEB, new DatasetSettings(null, null, null, null, table)));
        done(PLAIN, new UpdateDataset(ACME, WEB, new DatasetSettings(false, null, null, null, null)));
        assertThat(state.datasets().get(WEB).table()).isEqualTo(table);
        TableSpec nothing = new TableSpec(List.of(), List.of());
        done(PLAIN, new UpdateDataset(ACME, WEB, new DatasetSettings(null, null, null, null, nothing)));
        assertThat(state.datasets().get(WEB).table()).isEqualTo(nothing);
        TableSpec wrong = new TableSpec(List.of(), List.of("a.b"));
        assertThat(refusal(PLAIN, new UpdateDataset(ACME, WEB, new DatasetSettings(null, null, null, null, wrong)))
                        .pointer())
                .isEqualTo("/table/bloom_columns/0");
    }

    @Test
    void whatIsWrongWithADatasetIsSaidWithItsPlace() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        InputSpec good = new InputSpec("udp", "syslog", Map.of("port", 5514));
        Map.of(
                        "/partitions", new DatasetSettings(null, 0, null, null, null),
                        "/inputs/1/name", new DatasetSettings(null, null, List.of(good, good), null, null),
                        "/inputs/0/name",
                                new DatasetSettings(
                                        null, null, List.of(new InputSpec("a/b", "syslog", Map.of())), null, null),
                        "/inputs/0/type",
                                new DatasetSettings(null, null, List.of(new InputSpec("a", "", Map.of())), null, null),
                        "/retention_days", new DatasetSettings(null, null, null, 36_526, null))
                .forEach((pointer, settings) -> assertThat(refusal(PLAIN, new CreateDataset(ACME, WEB, settings))
                                .pointer())
                        .isEqualTo(pointer));
    }

    @Test
    void eachActivationIsANewVersionAlsoAfterTheDatasetCameBack() {
        done(PLAIN, new CreateTenant(ACME, TENANT, DEFAULTS));
        done(PLAIN, new CreateDataset(ACME, WEB, DATASET_DEFAULTS));
        done(PLAIN, new Activate(ACME, WEB, document(), null));
        done(PLAIN, new Activate(ACME, WEB, document(), 1));
        assertThat(state.datasets().get(WEB).activeVersion()).isEqualTo(2);
        done(PLAIN, new Deactivate(ACME, WEB));
        assertThat(state.datasets().get(WEB).activeVersion()).isNull();
        done(PLAIN, new DeleteDataset(ACME, WEB));
        done(PLAIN, new CreateDataset(ACME, WEB, DATASET_DEFAULTS));
        assertThat(state.datasets().get(WEB).activeVersion()).isNull();
        done(PLAIN, new Activate(ACME, WEB, document(), null));
        assertThat(state.datasets().get(WEB).activeVersion()).isEqualTo(3);
    }

    @Test
    void aKeyIsRevokedOnceAndForAll() {
        done(SYSTEM, new RevokeKey(ROOT, "key-root"));
        assertThat(state.keys().get("key-root").good()).isFalse();
        assertThat(changes(SYSTEM, new RevokeKey(ROOT, "key-root"))).isEmpty();
        assertThat(refusal(SYSTEM, new RevokeKey(ROOT, "key-none")).error()).isEqualTo("key_not_found");
    }

    private void done(Actor actor, Command command) {
        for (Change change : changes(actor, command)) {
            state = state.with(change);
        }
    }

    private List<Change> changes(Actor actor, Command command) {
        Decision decision = Decision.decide(state, actor, command, NOW);
        assertThat(decision).as(command.action()).isInstanceOf(Decision.Changes.class);
        return ((Decision.Changes) decision).changes();
    }

    private Refusal refusal(Actor actor, Command command) {
        Decision decision = Decision.decide(state, actor, command, NOW);
        assertThat(decision).as(command.action()).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).refusal();
    }

    private static KeyHash key(String name) {
        return new KeyHash("key-" + name, "bf_" + name, KeyHash.sha256(name), "service");
    }

    private static ValidDocument document() {
        var checked = ValidDocument.check(new DocumentCheck(Limits.DEFAULT), "{\"parse\": \"json\"}");
        return ((ValidDocument.Checked.Valid) checked).document();
    }
}
