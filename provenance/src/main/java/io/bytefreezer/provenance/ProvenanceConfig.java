package io.bytefreezer.provenance;

import io.bytefreezer.lake.LakeConfiguration;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.piper.lookup.LookupConfig;
import io.bytefreezer.piper.lookup.NamedSecrets;
import io.bytefreezer.runtime.config.CatalogConfig;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.Rest;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.Secret;
import io.bytefreezer.runtime.config.StorageConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What audits and replays are configured with: the blocks of a packer and the id of the piper's application. A packer's own
 * file does, and so do the environment variables alone.
 *
 * @param control the control plane
 * @param storage where raw objects and the lake are
 * @param kafka the cluster
 * @param schemaRegistry schema registry, if any
 * @param topics names of topics
 * @param catalog the lake's catalog
 * @param streams the piper's Streams application
 * @param lookups files that filters look things up in, as the pipers have them
 * @param secrets keys that filters name, by their names, as the pipers have them
 * @param dataDir directory of the service whose file this is: the default catalog is beside it. Nothing is written there
 * @param others keys of the service whose file this is; not looked at
 */
@Doc("Audits and replays. The file of a packer does: keys that are not listed here are passed over.")
public record ProvenanceConfig(
        @Doc("The control plane: it knows the rules of then and now.") @Default("{}")
        ControlConfig control,

        @Doc("Where raw objects and the lake are.") @Default("{}")
        StorageConfig storage,

        @Doc("The Kafka cluster.") @Default("{}") KafkaConfig kafka,

        @Doc("Schema registry; without one the built-in schema ids are used.") @Default("{}")
        SchemaRegistryConfig schemaRegistry,

        @Doc("Names of topics.") @Default("{}") TopicsConfig topics,
        @Doc("The lake's catalog.") @Default("{}") CatalogConfig catalog,

        @Doc("The piper's Kafka Streams application.") @Default("{}")
        Streams streams,

        @Doc("Files that filters look things up in, as the pipers have them.") @Default("{}")
        LookupConfig lookups,

        @Doc(
                "Secrets that filters name, by their names, as the pipers have them: replays need them, audits hardly ever do.")
        Map<String, Secret> secrets,

        @Doc(
                "Directory of the service whose file this is: without `catalog.uri` the catalog is the directory `catalog` beside it."
                        + " Nothing is written there.")
        @Nullable Path dataDir,

        @Doc("Keys of the service whose file this is; not looked at.") @Rest
        Map<String, Object> others) {

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException when a secret is too short
     */
    public ProvenanceConfig {
        secrets = new NamedSecrets(secrets).byName();
        others = Map.copyOf(others);
    }

    /**
     * The piper's Streams application.
     *
     * @param applicationId its id, which is its consumer group
     * @param others keys of a piper's file; not looked at
     */
    @Doc("The piper's Kafka Streams application.")
    public record Streams(
            @Doc("Its id, as the pipers have it.") @Default("bytefreezer-piper")
            String applicationId,

            @Doc("Other keys of a piper's file; not looked at.") @Rest
            Map<String, Object> others) {

        /** Copies the keys. */
        public Streams {
            others = Map.copyOf(others);
        }
    }

    /**
     * The lake's settings.
     *
     * @throws io.bytefreezer.lake.LakeException of kind CONFIG when something needed is missing
     */
    public LakeSettings lake() {
        Path beside = dataDir != null ? dataDir : Path.of(System.getProperty("user.home"), ".bytefreezer", "audit");
        return LakeConfiguration.of(storage, catalog, beside);
    }
}
