package io.bytefreezer.control.decision;

import io.bytefreezer.control.state.QueryRef;
import io.bytefreezer.control.state.TableRef;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.KeyHash;
import io.bytefreezer.schemas.snapshot.TableSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be done. Values are as they were sent: to check them is the decision's part. */
public sealed interface Command {

    /** The account it is about. */
    ResourceId account();

    /** What is to be done, for the audit log, e.g. {@code tenant.create}. */
    String action();

    /** With what, for the audit log, e.g. {@code tenants/demo}. */
    String resource();

    /** About an account itself. */
    sealed interface OnAccount extends Command {
        @Override
        default String resource() {
            return "accounts/" + account();
        }
    }

    /** About keys of an account. */
    sealed interface OnKeys extends Command {}

    /** About a tenant and what is in it; only for keys of the account itself. */
    sealed interface OnTenant extends Command {
        /** The tenant. */
        ResourceId tenant();

        @Override
        default String resource() {
            return "tenants/" + tenant();
        }
    }

    /** About a dataset; only for keys of the account itself. */
    sealed interface OnDataset extends Command {
        /** The dataset. */
        DatasetRef dataset();

        @Override
        default String resource() {
            return "tenants/" + dataset().tenant() + "/datasets/" + dataset().dataset();
        }
    }

    /** About a dataset that has to be there. */
    sealed interface OnKnownDataset extends OnDataset {}

    /** About a table; only for keys of the account itself. */
    sealed interface OnTable extends Command {
        /** The table. */
        TableRef table();

        @Override
        default String resource() {
            return "tenants/" + table().tenant() + "/tables/" + table().name();
        }
    }

    /** About a saved query; only for keys of the account itself. */
    sealed interface OnQuery extends Command {
        /** The query. */
        QueryRef query();

        @Override
        default String resource() {
            return "tenants/" + query().tenant() + "/queries/" + query().id();
        }
    }

    /** The first account and its first key, where the installation has no good key of its system account. */
    record Bootstrap(ResourceId account, KeyHash key) implements OnAccount {
        @Override
        public String action() {
            return "installation.bootstrap";
        }
    }

    /** A new account; its name defaults to its id. */
    record CreateAccount(ResourceId account, @Nullable String name) implements OnAccount {
        @Override
        public String action() {
            return "account.create";
        }
    }

    /** Another name for an account. */
    record RenameAccount(ResourceId account, String name) implements OnAccount {
        @Override
        public String action() {
            return "account.update";
        }
    }

    /** An account without tenants goes away, with its keys. */
    record DeleteAccount(ResourceId account) implements OnAccount {
        @Override
        public String action() {
            return "account.delete";
        }
    }

    /** A new key, known by its hash alone. */
    record CreateKey(ResourceId account, String name, KeyHash key) implements OnKeys {
        @Override
        public String action() {
            return "key.create";
        }

        @Override
        public String resource() {
            return "keys/" + key.id();
        }
    }

    /** A key opens nothing from now on. */
    record RevokeKey(ResourceId account, String keyId) implements OnKeys {
        @Override
        public String action() {
            return "key.revoke";
        }

        @Override
        public String resource() {
            return "keys/" + keyId;
        }
    }

    /**
     * What of a tenant can be chosen; null is the default in a new one and no change in another.
     *
     * @param name what people call it; defaults to its id
     * @param active whether its datasets take events; true by default
     */
    record TenantSettings(@Nullable String name, @Nullable Boolean active) {}

    /** A new tenant. */
    record CreateTenant(ResourceId account, ResourceId tenant, TenantSettings settings) implements OnTenant {
        @Override
        public String action() {
            return "tenant.create";
        }
    }

    /** Other settings for a tenant. */
    record UpdateTenant(ResourceId account, ResourceId tenant, TenantSettings settings) implements OnTenant {
        @Override
        public String action() {
            return "tenant.update";
        }
    }

    /** A tenant without datasets goes away. */
    record DeleteTenant(ResourceId account, ResourceId tenant) implements OnTenant {
        @Override
        public String action() {
            return "tenant.delete";
        }
    }

    /**
     * What of a dataset can be chosen; null is the default in a new one and no change in another.
     *
     * @param active whether it takes events; true by default
     * @param partitions partitions of its topics; 1 by default
     * @param inputs inputs the proxy opens for it; none by default
     * @param retentionDays days of event time after which its rows go, 0 where they stay; 0 by default
     * @param table what is settled of its table, all of it in place of what was before; nothing by default
     */
    record DatasetSettings(
            @Nullable Boolean active,
            @Nullable Integer partitions,
            @Nullable List<InputSpec> inputs,
            @Nullable Integer retentionDays,
            @Nullable TableSpec table) {

        /** Copies the list of inputs. */
        public DatasetSettings {
            inputs = inputs == null ? null : List.copyOf(inputs);
        }
    }

    /** A new dataset. */
    record CreateDataset(ResourceId account, DatasetRef dataset, DatasetSettings settings) implements OnDataset {
        @Override
        public String action() {
            return "dataset.create";
        }
    }

    /** Other settings for a dataset. */
    record UpdateDataset(ResourceId account, DatasetRef dataset, DatasetSettings settings) implements OnKnownDataset {
        @Override
        public String action() {
            return "dataset.update";
        }
    }

    /** A dataset's configuration goes away; its data stays. */
    record DeleteDataset(ResourceId account, DatasetRef dataset) implements OnKnownDataset {
        @Override
        public String action() {
            return "dataset.delete";
        }
    }

    /** A transformation to go on working on, right or wrong. */
    record SaveDraft(ResourceId account, DatasetRef dataset, String document) implements OnKnownDataset {
        @Override
        public String action() {
            return "transformation.draft";
        }
    }

    /**
     * A new version of the transformation, which runs from now on.
     *
     * @param copyOf the version the document was taken from, or null
     */
    record Activate(
            ResourceId account,
            DatasetRef dataset,
            ValidDocument document,
            @Nullable Integer copyOf) implements OnKnownDataset {
        @Override
        public String action() {
            return "transformation.activate";
        }
    }

    /** No transformation runs from now on: events are parsed by their format and passed on. */
    record Deactivate(ResourceId account, DatasetRef dataset) implements OnKnownDataset {
        @Override
        public String action() {
            return "transformation.deactivate";
        }
    }

    /**
     * A new version of a table, where it is not the newest already.
     *
     * @param inUse versions that transformations name, which are kept however old they are
     */
    record PutTable(ResourceId account, TableRef table, ValidTable content, Set<Integer> inUse) implements OnTable {

        /** Copies the set. */
        public PutTable {
            inUse = Set.copyOf(inUse);
        }

        @Override
        public String action() {
            return "table.put";
        }
    }

    /**
     * A saved query, in place of the one with its id.
     *
     * @param name what people call it; null for its id
     * @param description what it is for; null for nothing
     */
    record PutQuery(
            ResourceId account,
            QueryRef query,
            @Nullable String name,
            @Nullable String description,
            String sql) implements OnQuery {
        @Override
        public String action() {
            return "query.put";
        }
    }

    /** A saved query goes away. */
    record DeleteQuery(ResourceId account, QueryRef query) implements OnQuery {
        @Override
        public String action() {
            return "query.delete";
        }
    }

    /** A table goes away with all its versions. */
    record DeleteTable(ResourceId account, TableRef table) implements OnTable {
        @Override
        public String action() {
            return "table.delete";
        }
    }
}
