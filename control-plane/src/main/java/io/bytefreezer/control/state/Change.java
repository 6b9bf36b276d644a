package io.bytefreezer.control.state;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One step from a state to the next. The store writes it as rows, {@link State#with} as values: both must agree. */
public sealed interface Change {

    /** An account as it is from now on, new or not. */
    record AccountPut(Account account) implements Change {}

    /** The account is gone, and its keys with it. */
    record AccountRemoved(ResourceId account) implements Change {}

    /** A tenant as it is from now on, new or not. */
    record TenantPut(Tenant tenant) implements Change {}

    /** The tenant is gone; its id stays its account's. */
    record TenantRemoved(ResourceId tenant) implements Change {}

    /** A dataset as it is from now on, new or not. */
    record DatasetPut(Dataset dataset) implements Change {}

    /** The dataset is gone; versions of its transformation stay. */
    record DatasetRemoved(DatasetRef dataset) implements Change {}

    /** A transformation somebody works on; it runs nowhere. */
    record DraftSaved(DatasetRef dataset, String document, Instant at) implements Change {}

    /** A new version of a transformation. */
    record VersionAdded(Version version) implements Change {}

    /** Which version of a transformation runs, or null for none. */
    record VersionChosen(DatasetRef dataset, @Nullable Integer number) implements Change {}

    /** A new version of a table, with its CSV. */
    record TableVersionAdded(TableVersion version, String csv) implements Change {}

    /** A version of a table is gone; its number is not given again. */
    record TableVersionRemoved(TableRef table, int number) implements Change {}

    /** A saved query as it is from now on, new or not. */
    record QueryPut(SavedQuery query) implements Change {}

    /** The saved query is gone. */
    record QueryRemoved(QueryRef query) implements Change {}

    /** A new key. */
    record KeyAdded(ServiceKey key) implements Change {}

    /** The key opens nothing from now on. */
    record KeyRevoked(String keyId, Instant at) implements Change {}
}
