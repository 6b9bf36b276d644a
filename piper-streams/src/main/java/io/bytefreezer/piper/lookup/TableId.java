package io.bytefreezer.piper.lookup;

import java.util.regex.Pattern;

/**
 * A version of a tenant's table.
 *
 * @param tenant id of the tenant
 * @param name name of the table
 * @param version from 1; the highest is the newest
 */
public record TableId(String tenant, String name, int version) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException when the name or the version is none
     */
    public TableId {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of a table: up to 64 letters, digits, dots, dashes"
                            + " and underscores, a letter or digit first");
        }
        if (version < 1) {
            throw new IllegalArgumentException("versions of a table begin with 1, not " + version);
        }
    }
}
