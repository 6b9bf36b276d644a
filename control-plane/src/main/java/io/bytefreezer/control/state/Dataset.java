package io.bytefreezer.control.state;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.TableSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream of events as it is configured. The values have been checked by the decision that made them.
 *
 * @param tenant the tenant it belongs to
 * @param id unique in its tenant; never changes
 * @param active whether it takes events
 * @param partitions partitions of its topics where these have yet to be created
 * @param inputs inputs the proxy opens for it
 * @param activeVersion the version of its transformation that runs, or null where none does
 * @param retentionDays days of event time after which its rows go, or null where they stay
 * @param table what is settled of its table in the lake, or null where nothing is
 * @param createdAt when it was created
 */
public record Dataset(
        ResourceId tenant,

        @JsonPropertyDescription("Unique in its tenant; never changes.")
        ResourceId id,

        @JsonPropertyDescription("Whether it takes events.") boolean active,

        @JsonPropertyDescription("Partitions of its topics where these have yet to be created.")
        int partitions,

        @JsonPropertyDescription("Inputs the proxy opens for it.")
        List<InputSpec> inputs,

        @JsonPropertyDescription("The version of its transformation that runs; absent where none does.") @Nullable Integer activeVersion,

        @JsonPropertyDescription("Days of event time after which its rows go; absent where they stay.") @Nullable Integer retentionDays,

        @JsonPropertyDescription("What is settled of its table in the lake; absent where nothing is.") @Nullable TableSpec table,

        Instant createdAt) {

    /** Copies the list of inputs. */
    public Dataset {
        inputs = List.copyOf(inputs);
    }

    /** Tenant and dataset as one reference. */
    public DatasetRef ref() {
        return new DatasetRef(tenant, id);
    }

    /** The same dataset with another version of its transformation running, or none. */
    public Dataset running(@Nullable Integer version) {
        return new Dataset(tenant, id, active, partitions, inputs, version, retentionDays, table, createdAt);
    }
}
