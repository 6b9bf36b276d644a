package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.bytefreezer.schemas.name.ResourceId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One version of a table that filters look things up in, without its rows: these are asked for by name and version.
 *
 * @param tenant the tenant whose table it is
 * @param name its name in that tenant
 * @param version counts from 1; the highest is the newest
 * @param sha256 SHA-256 of its CSV, lower case hex
 * @param index the columns by which rows are found, at least one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LookupTable(ResourceId tenant, String name, int version, String sha256, List<String> index) {

    /** Copies the list. */
    public LookupTable {
        index = List.copyOf(index);
    }

    /** The SHA-256 of a table's CSV, as the snapshot tells it. */
    public static String sha256(byte[] csv) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(csv));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
