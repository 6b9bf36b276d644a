package io.bytefreezer.proxy.input;

import io.bytefreezer.runtime.config.ConfigException;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import io.bytefreezer.schemas.snapshot.InputSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One input of the proxy, as configured under {@code inputs} in its YAML or on a dataset in the control plane. Each type
 * of input is one record, whose components are its options: this list and that record are all there is to a new type,
 * besides the code that runs it.
 */
public sealed interface InputConfig permits SyslogInput, WebhookInput {

    /** What the input is called in events, metrics and health; unique among the inputs of its dataset. */
    String name();

    /** Tenant of the dataset its events go to. */
    ResourceId tenant();

    /** The dataset its events go to. */
    ResourceId dataset();

    /** Tenant and dataset as one reference. */
    default DatasetRef target() {
        return new DatasetRef(tenant(), dataset());
    }

    /** For an operator: {@code input 'edge' of demo/syslog}. */
    default String label() {
        return label(name(), target());
    }

    /** Examples of all types, in the order of the reference. */
    static List<InputExample> examples() {
        return Stream.of(SyslogInput.examples(), WebhookInput.examples())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The input that a dataset's specification describes. Its name, tenant and dataset are given by where it stands, and
     * cannot be options.
     *
     * @throws ConfigException with everything that is wrong with the options
     */
    static InputConfig of(DatasetRef dataset, InputSpec spec) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(spec.options());
        values.put("type", spec.type());
        values.put("name", spec.name());
        values.put("tenant", dataset.tenant().value());
        values.put("dataset", dataset.dataset().value());
        return ConfigLoader.bind(InputConfig.class, label(spec.name(), dataset), values);
    }

    private static String label(String name, DatasetRef dataset) {
        return "input '" + name + "' of " + dataset;
    }
}
