package io.bytefreezer.piper.lookup;

import io.bytefreezer.transformations.lookup.TableName;

/**
 * A version of a tenant's table.
 *
 * @param tenant id of the tenant
 * @param name name of the table
 * @param version from 1; the highest is the newest
 */
record TableId(String tenant, String name, int version) {

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException when the name or the version is none
     */
    TableId {
        if (!TableName.isValid(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of a table: " + TableName.RULE);
        }
        if (version < 1) {
            throw new IllegalArgumentException("versions of a table begin with 1, not " + version);
        }
    }
}
