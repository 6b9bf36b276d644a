package io.bytefreezer.control.rest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.bytefreezer.control.decision.Command.DatasetSettings;
import io.bytefreezer.control.decision.Command.TenantSettings;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.InputSpec;
import io.bytefreezer.schemas.snapshot.KeyScope;
import io.bytefreezer.schemas.snapshot.TableSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of requests. What is left out has its default in something new and stays as it is in something that is there. */
final class Bodies {

    private static final String ID =
            "Lower case letters, digits and single dashes between them, at most 63; never changes.";
    private static final String NAME = "What people call it; its id where left out.";
    private static final String ACTIVE = "Whether its datasets take events; true where left out.";
    private static final String DATASET_ACTIVE = "Whether it takes events; true where left out.";
    private static final String PARTITIONS =
            "Partitions of its topics where these have yet to be created; 1 where left out. It can grow, not shrink.";
    private static final String RETENTION =
            "Days of event time after which its rows go from the lake, at most 36525; 0, as where left out of a new one, keeps them.";
    private static final String INPUTS = "Inputs the proxy opens for it; all of them, in place of those there were.";

    private static final String TABLE =
            "What is settled of its table in the lake; all of it, in place of what was. `{}` settles nothing any more.";

    private Bodies() {}

    record NewAccount(
            @Required @JsonPropertyDescription(ID) ResourceId id,
            @JsonPropertyDescription(NAME) @Nullable String name) {}

    record AccountSettings(
            @Required @JsonPropertyDescription("What people call it.")
            String name) {}

    record NewKey(
            @Required @JsonPropertyDescription("What people call it, e.g. the site it is for.")
            String name,

            @JsonPropertyDescription("`service` (when left out), `query` or `ingest`.") @Nullable String type,

            @JsonPropertyDescription("What a key of type `query` or `ingest` reaches; needed there.") @Nullable KeyScope scope) {}

    record NewTenant(
            @Required @JsonPropertyDescription(ID) ResourceId id,
            @JsonPropertyDescription(NAME) @Nullable String name,
            @JsonPropertyDescription(ACTIVE) @Nullable Boolean active) {

        TenantSettings settings() {
            return new TenantSettings(name, active);
        }
    }

    record TenantUpdate(
            @JsonPropertyDescription("What people call it.") @Nullable String name,

            @JsonPropertyDescription("Whether its datasets take events.") @Nullable Boolean active) {

        TenantSettings settings() {
            return new TenantSettings(name, active);
        }
    }

    record NewDataset(
            @Required @JsonPropertyDescription(ID) ResourceId id,

            @JsonPropertyDescription(DATASET_ACTIVE) @Nullable Boolean active,

            @JsonPropertyDescription(PARTITIONS) @Nullable Integer partitions,
            @JsonPropertyDescription(INPUTS) @Nullable List<Input> inputs,
            @JsonPropertyDescription(RETENTION) @Nullable Integer retentionDays,
            @JsonPropertyDescription(TABLE) @Nullable Table table) {

        DatasetSettings settings() {
            return new DatasetSettings(active, partitions, Input.specs(inputs), retentionDays, Table.spec(table));
        }
    }

    record DatasetUpdate(
            @JsonPropertyDescription("Whether it takes events.") @Nullable Boolean active,

            @JsonPropertyDescription(PARTITIONS) @Nullable Integer partitions,
            @JsonPropertyDescription(INPUTS) @Nullable List<Input> inputs,
            @JsonPropertyDescription(RETENTION) @Nullable Integer retentionDays,
            @JsonPropertyDescription(TABLE) @Nullable Table table) {

        DatasetSettings settings() {
            return new DatasetSettings(active, partitions, Input.specs(inputs), retentionDays, Table.spec(table));
        }
    }

    record Input(
            @Required @JsonPropertyDescription("Unique among the dataset's inputs.")
            String name,

            @Required @JsonPropertyDescription("E.g. `syslog`.")
            String type,

            @JsonPropertyDescription("The type's options; the proxy checks them.") @Nullable Map<String, @Nullable Object> options) {

        static @Nullable List<InputSpec> specs(@Nullable List<Input> inputs) {
            return inputs == null
                    ? null
                    : inputs.stream()
                            .map(input -> new InputSpec(
                                    input.name, input.type, input.options == null ? Map.of() : input.options))
                            .toList();
        }
    }

    record Table(
            @JsonPropertyDescription("Columns that are there with the first commit and keep their type, at most 200.")
            @JsonSetter(contentNulls = Nulls.FAIL)
            @Nullable List<TableColumn> columns,

            @JsonPropertyDescription(
                    "At most 16 columns of which data files get Bloom filters, besides `event_id`, `request_id`, `trace_id` and `correlation_id`.")
            @JsonSetter(contentNulls = Nulls.FAIL)
            @Nullable List<String> bloomColumns,

            @JsonPropertyDescription(
                    "At most 3 columns by which the rows of compacted files are sorted before their time, the most significant first.")
            @JsonSetter(contentNulls = Nulls.FAIL)
            @Nullable List<String> sortBy) {

        static @Nullable TableSpec spec(@Nullable Table table) {
            return table == null
                    ? null
                    : new TableSpec(
                            table.columns == null
                                    ? List.of()
                                    : table.columns.stream()
                                            .map(TableColumn::spec)
                                            .toList(),
                            table.bloomColumns == null ? List.of() : table.bloomColumns,
                            table.sortBy == null ? List.of() : table.sortBy);
        }
    }

    record QueryText(
            @JsonPropertyDescription("What people call it, at most 128 characters; its id where left out.") @Nullable String name,

            @JsonPropertyDescription("What it is for, at most 1000 characters; nothing where left out.") @Nullable String description,

            @Required @JsonPropertyDescription("Its text, at most 65536 bytes.")
            String sql) {}

    record TableColumn(
            @Required @JsonPropertyDescription("Its name in the table: no dots, and none of a system column.")
            String name,

            @Required
            @JsonPropertyDescription(
                    "`text`, `boolean`, `int`, `long`, `double` or `timestamp`. A value of another type goes to `_rescued_data`.")
            String type,

            @JsonPropertyDescription("The body's top-level field whose values it takes; its name where left out.")
            @Nullable String field) {

        private TableSpec.ColumnSpec spec() {
            return new TableSpec.ColumnSpec(name, type, field == null ? name : field);
        }
    }
}
