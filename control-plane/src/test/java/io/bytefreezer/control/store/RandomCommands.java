package io.bytefreezer.control.store;

import io.bytefreezer.control.decision.Command;
import io.bytefreezer.control.decision.ValidDocument;
import io.bytefreezer.control.decision.ValidTable;
import io.bytefreezer.control.state.QueryRef;
import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.TableSpec;
import io.bytefreezer.schemas.snapshot.TableSpec.ColumnSpec;
import io.bytefreezer.transformations.check.DocumentCheck;
import io.bytefreezer.transformations.event.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Commands over few names, so that they meet: right ones, wrong ones, and ones that undo others. */
final class RandomCommands {

    private static final List<String> TENANTS = List.of("t1", "t2", "t3");
    private static final List<String> DATASETS = List.of("d1", "d2");
    private static final List<String> KEYS = List.of("key-1", "key-2", "key-3", "key-root");

    private final Random random;
    private final ResourceId account;
    private final ValidDocument document;

    RandomCommands(Random random, ResourceId account) {
        this.random = random;
        this.account = account;
        var checked = ValidDocument.check(new DocumentCheck(Limits.DEFAULT), "{\"parse\": \"text\"}");
        this.document = ((ValidDocument.Checked.Valid) checked).document();
    }

    Command next() {
        return switch (random.nextInt(18)) {
            case 0 -> new Command.RenameAccount(account, "name " + random.nextInt(3));
            case 1 -> newKey();
            case 2 -> new Command.RevokeKey(account, one(KEYS));
            case 3, 4 -> new Command.CreateTenant(account, tenant(), tenantSettings());
            case 5 -> new Command.UpdateTenant(account, tenant(), tenantSettings());
            case 6 -> new Command.DeleteTenant(account, tenant());
            case 7, 8 -> new Command.CreateDataset(account, dataset(), datasetSettings());
            case 9 -> new Command.UpdateDataset(account, dataset(), datasetSettings());
            case 10 -> new Command.DeleteDataset(account, dataset());
            case 11 -> new Command.SaveDraft(account, dataset(), "{\"n\": " + random.nextInt() + "}");
            case 12, 13 -> new Command.PutTable(account, table(), rows(), Set.of(random.nextInt(3)));
            case 14 -> new Command.DeleteTable(account, table());
            case 15 ->
                new Command.PutQuery(
                        account,
                        query(),
                        random.nextBoolean() ? null : one(List.of("Errors", "", "ü\uD83C\uDFED")),
                        random.nextBoolean() ? null : "what\nit is for",
                        one(List.of("select 1", " ", "select '☃'\n-- " + random.nextInt(9))));
            case 16 -> new Command.DeleteQuery(account, query());
            default ->
                random.nextInt(3) == 0
                        ? new Command.Deactivate(account, dataset())
                        : new Command.Activate(account, dataset(), document, null);
        };
    }

    /** A key's id is never used twice: they are random outside tests. */
    private Command newKey() {
        String id = "key-" + Long.toUnsignedString(random.nextLong(), 36);
        return new Command.CreateKey(account, "name", new KeyHash(id, "bf_12345", KeyHash.sha256(id), "service"));
    }

    private Command.TenantSettings tenantSettings() {
        return new Command.TenantSettings(
                random.nextBoolean() ? null : one(List.of("Name", "", "ü\uD83C\uDFED")),
                random.nextBoolean() ? null : random.nextBoolean());
    }

    private Command.DatasetSettings datasetSettings() {
        return new Command.DatasetSettings(
                random.nextBoolean() ? null : random.nextBoolean(),
                random.nextBoolean() ? null : random.nextInt(6),
                random.nextBoolean() ? null : List.of(new InputSpec("in", "syslog", Map.of("port", random.nextInt(9)))),
                random.nextBoolean() ? null : random.nextInt(40_000) - 1,
                random.nextBoolean() ? null : tableSpec());
    }

    private TableSpec tableSpec() {
        return new TableSpec(
                List.of(
                        new ColumnSpec("n", one(TableSpec.TYPES)),
                        new ColumnSpec("ü", "text", one(List.of("a.b", "n")))),
                random.nextBoolean() ? List.of() : List.of("host"),
                random.nextBoolean() ? List.of() : List.of("n", "host"));
    }

    private TableRef table() {
        return new TableRef(tenant(), one(List.of("hosts", "Ports.v2")));
    }

    private ValidTable rows() {
        String csv = "host,owner\r\n\"web ☃\"," + random.nextInt(4) + "\n";
        List<String> index = random.nextBoolean() ? List.of() : List.of("owner", "host");
        var checked = ValidTable.check(csv.getBytes(StandardCharsets.UTF_8), index);
        return ((ValidTable.Checked.Valid) checked).table();
    }

    private QueryRef query() {
        return new QueryRef(tenant(), new ResourceId(one(List.of("errors", "top-hosts"))));
    }

    private ResourceId tenant() {
        return new ResourceId(one(TENANTS));
    }

    private DatasetRef dataset() {
        return DatasetRef.of(one(TENANTS), one(DATASETS));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
