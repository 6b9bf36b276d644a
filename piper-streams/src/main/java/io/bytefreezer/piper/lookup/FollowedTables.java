package io.bytefreezer.piper.lookup;

import io.bytefreezer.schemas.snapshot.LookupTable;
import io.bytefreezer.transformations.lookup.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables that come from the control plane. {@link #follow} belongs to one thread, {@link #isAwaited} is safe for use by many. */
public interface FollowedTables {

    /**
     * Takes over what a snapshot tells, and waits for rows that have yet to come.
     *
     * @param tables all versions of all tables
     * @param named for each tenant the tables that its plans name
     * @return whether all that is wanted is there; when not, call again some time later
     */
    boolean follow(List<LookupTable> tables, Map<String, Set<TableName>> named);

    /** Whether the control plane has what is named, but it has not come yet, and no directory has it either. */
    boolean isAwaited(String tenant, TableName name);
}
