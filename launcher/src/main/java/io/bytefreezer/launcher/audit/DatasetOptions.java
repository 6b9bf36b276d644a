package io.bytefreezer.launcher.audit;

import io.bytefreezer.provenance.ProvenanceConfig;
import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.schemas.name.DatasetRef;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that look after one dataset where the packers keep it. Filled in by picocli; for one thread. */
public final class DatasetOptions {

    @Option(names = "--tenant", required = true, description = "The dataset's tenant.")
    private String tenant = "";

    @Option(names = "--dataset", required = true, description = "The dataset.")
    private String dataset = "";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A packer's YAML file. Without it everything comes from environment variables.")
    private @Nullable Path config;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The demo that keeps its state there, as long as it runs; instead of --config.")
    private @Nullable Path dataDir;

    /**
     * The dataset.
     *
     * @throws IllegalArgumentException when its id or its tenant's is none
     */
    public DatasetRef dataset() {
        return DatasetRef.of(tenant, dataset);
    }

    /**
     * What the packers' configuration says of it.
     *
     * @throws IllegalArgumentException when both a file and a demo are given, or the demo never ran there
     */
    public ProvenanceConfig load() {
        AuditTarget target = AuditTarget.of(config, dataDir);
        return ConfigLoader.load(ProvenanceConfig.class, target.file(), target.environment(System.getenv()));
    }
}
