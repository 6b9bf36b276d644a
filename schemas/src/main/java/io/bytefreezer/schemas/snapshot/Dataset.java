package io.bytefreezer.schemas.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One dataset as services see it.
 *
 * @param tenant the tenant it belongs to
 * @param id its id in that tenant
 * @param active whether it takes events
 * @param partitions partitions of its topics where these have to be created; at least 1
 * @param inputs inputs the proxy opens for it
 * @param transformation the active transformation, or null where events are parsed by their format and passed on
 * @param retentionDays days of event time after which rows go, or null where they stay; null where an older control plane does not tell
 * @param table what is settled of its table, or null where nothing is; null where an older control plane does not tell
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Dataset(
        ResourceId tenant,
        ResourceId id,
        boolean active,
        int partitions,
        List<InputSpec> inputs,
        @Nullable Transformation transformation,
        @Nullable Integer retentionDays,
        @Nullable TableSpec table) {

    /** Copies the list of inputs. */
    public Dataset {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "dataset " + tenant + "/" + id + " needs at least 1 partition, not " + partitions);
        }
        if (retentionDays != null && retentionDays < 1) {
            throw new IllegalArgumentException(
                    "dataset " + tenant + "/" + id + " keeps its rows for at least 1 day, not " + retentionDays);
        }
        inputs = List.copyOf(inputs);
    }

    /** Tenant and dataset as one reference. */
    @JsonIgnore
    public DatasetRef ref() {
        return new DatasetRef(tenant, id);
    }
}
