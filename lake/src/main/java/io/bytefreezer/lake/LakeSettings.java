package io.bytefreezer.lake;

/**
 * Everything needed to open the lake.
 *
 * @param storage the S3 store of the data files
 * @param catalog where the tables are registered
 * @param prefix first part of every object key, without slashes at its ends
 */
public record LakeSettings(StorageSettings storage, CatalogSettings catalog, String prefix) {

    /** The prefix of the object keys unless another is configured. */
    public static final String DEFAULT_PREFIX = "lake";

    /** Refuses a prefix that would give empty parts in object keys. */
    public LakeSettings {
        if (prefix.isBlank() || prefix.startsWith("/") || prefix.endsWith("/")) {
            throw new IllegalArgumentException(
                    "lake prefix \"%s\" must not be empty nor start or end with /".formatted(prefix));
        }
    }

    /** Settings with the default prefix. */
    public LakeSettings(StorageSettings storage, CatalogSettings catalog) {
        this(storage, catalog, DEFAULT_PREFIX);
    }

    /** Address of the whole lake, as Iceberg's warehouse location. */
    public String warehouse() {
        return "s3://" + storage.bucket() + "/" + prefix;
    }

    /** Address below which all files of a table are. */
    public String location(TableId table) {
        return warehouse() + "/" + table.tenant() + "/" + table.dataset();
    }
}
