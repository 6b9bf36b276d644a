package io.bytefreezer.packer;

import io.bytefreezer.lake.LakeConfiguration;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.table.TableLayout;
import io.bytefreezer.packer.plan.FlushLimits;
import io.bytefreezer.runtime.config.CatalogConfig;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.config.StorageConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the packer.
 *
 * @param server where health and metrics are
 * @param control the control plane
 * @param storage where the lake is
 * @param kafka the cluster
 * @param schemaRegistry schema registry, if any
 * @param topics names of topics
 * @param catalog the lake's catalog
 * @param group consumer group: packers with the same group share the partitions
 * @param flush when a batch goes to its table
 * @param memory what Parquet is made with
 * @param limits limits on tables
 * @param upkeep how tables are kept in shape
 * @param dataDir the packer's files, {@code ~/.bytefreezer/packer} unless given
 */
@Doc("The packer: writes processed events to Iceberg tables on S3.")
public record PackerConfig(
        @Doc("Where health and metrics are.") @Default("{port: 8083}")
        ServerConfig server,

        @Doc("The control plane.") @Default("{}") ControlConfig control,
        @Doc("Where the lake is.") @Default("{}") StorageConfig storage,
        @Doc("The Kafka cluster.") @Default("{}") KafkaConfig kafka,

        @Doc("Schema registry; without one the built-in schema ids are used.") @Default("{}")
        SchemaRegistryConfig schemaRegistry,

        @Doc("Names of topics.") @Default("{}") TopicsConfig topics,

        @Doc("The lake's catalog; the same for packers and query services.") @Default("{}")
        CatalogConfig catalog,

        @Doc("Consumer group: packers with the same group share the partitions.") @Default("bytefreezer-packer")
        String group,

        @Doc("When a batch goes to its table: at whichever comes first.") @Default("{}")
        Flush flush,

        @Doc("What Parquet is made with.") @Default("{}") Memory memory,
        @Doc("Limits on tables.") @Default("{}") Limits limits,

        @Doc("How tables are kept in shape.") @Default("{}") UpkeepConfig upkeep,

        @Doc("The packer's files; `~/.bytefreezer/packer` unless given.") @Nullable Path dataDir) {

    /**
     * When a batch goes to its table: at whichever comes first.
     *
     * @param bytes spooled bytes
     * @param age time since its first record: how late a row may be in the lake
     * @param hours different hours of event time
     */
    @Doc("When a batch goes to its table: at whichever comes first.")
    public record Flush(
            @Doc("Spooled bytes.") @Default("128MiB") DataSize bytes,

            @Doc("Time since its first record: how late a row may be in the lake.") @Default("60s")
            Duration age,

            @Doc("Different hours of event time: each becomes a file.") @Default("64")
            int hours) {

        /**
         * @throws IllegalArgumentException when a batch could never hold a row
         */
        public Flush {
            requireAtLeast("bytes", bytes.bytes());
            requireAtLeast("hours", hours);
            if (age.isNegative()) {
                throw new IllegalArgumentException("age must not be negative");
            }
        }

        FlushLimits limits() {
            return new FlushLimits(bytes.bytes(), age, hours);
        }
    }

    /**
     * What Parquet is made with.
     *
     * @param spool rows in memory before further ones go to disk
     * @param duckdb memory of DuckDB before it spills to disk
     * @param threads threads of DuckDB
     */
    @Doc("What Parquet is made with.")
    public record Memory(
            @Doc("Rows of all tables that wait for their batch to be full, outside the heap; what is more waits in"
                    + " files under `data_dir`. Given back when it is not used for two minutes.")
            @Default("256MiB")
            DataSize spool,

            @Doc("Memory of DuckDB before it spills to disk.") @Default("512MiB")
            DataSize duckdb,

            @Doc(
                    "Threads of DuckDB. Rows come to it on one; of more, those that wait do so at the full cost of a processor.")
            @Default("1")
            int threads) {

        /**
         * @throws IllegalArgumentException when DuckDB could not work with it
         */
        public Memory {
            requireAtLeast("duckdb", duckdb.bytes());
            requireAtLeast("threads", threads);
        }
    }

    /**
     * Limits on tables.
     *
     * @param columns columns of a table that come from events; further fields are rescued
     */
    @Doc("Limits on tables.")
    public record Limits(
            @Doc("Columns of a table that come from events; values of further fields are kept in `_rescued_data`.")
            @Default("" + TableLayout.DEFAULT_COLUMNS_MAX)
            int columns) {

        /**
         * @throws IllegalArgumentException when no field could have a column
         */
        public Limits {
            requireAtLeast("columns", columns);
        }
    }

    private static void requireAtLeast(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1");
        }
    }

    /**
     * The lake's settings.
     *
     * @throws io.bytefreezer.lake.LakeException of kind CONFIG when something needed is missing
     */
    LakeSettings lake() {
        return LakeConfiguration.of(storage, catalog, dataDirOrDefault());
    }

    /** The packer's directory. */
    public Path dataDirOrDefault() {
        return dataDir != null ? dataDir : Path.of(System.getProperty("user.home"), ".bytefreezer", "packer");
    }
}
