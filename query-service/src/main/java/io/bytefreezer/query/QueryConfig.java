package io.bytefreezer.query;

import io.bytefreezer.lake.LakeConfiguration;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.query.audit.AuditConfig;
import io.bytefreezer.query.export.ExportConfig;
import io.bytefreezer.query.job.JobsConfig;
import io.bytefreezer.query.live.LiveConfig;
import io.bytefreezer.query.run.CacheConfig;
import io.bytefreezer.query.run.KeyConfig;
import io.bytefreezer.query.run.QueryLimits;
import io.bytefreezer.query.tail.TailConfig;
import io.bytefreezer.runtime.config.CatalogConfig;
import io.bytefreezer.runtime.config.ControlConfig;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.KafkaConfig;
import io.bytefreezer.runtime.config.SchemaRegistryConfig;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.config.StorageConfig;
import io.bytefreezer.runtime.config.TopicsConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the query service.
 *
 * @param server its HTTP port
 * @param control the control plane
 * @param storage the store of the lake
 * @param catalog the lake's catalog
 * @param dataDir where it keeps what it may lose, or null for {@code ~/.bytefreezer/query}
 * @param cache local copies of data files
 * @param limits what queries may use
 * @param kafka the cluster with the rows not packed yet; without it answers come from the lake alone
 * @param schemaRegistry schema registry, if any
 * @param topics names of topics
 * @param hotTail limits on rows not packed yet
 * @param jobs queries that run by themselves
 * @param live streams of rows as they come
 * @param keys what one key may use
 * @param audit the log of who ran what
 * @param exports queries whose new rows are sent elsewhere
 */
@Doc("The query service.")
public record QueryConfig(
        @Doc("Where it listens.") @Default("{port: 8084}") ServerConfig server,
        @Doc("The control plane.") @Default("{}") ControlConfig control,
        @Doc("Where the lake is.") @Default("{}") StorageConfig storage,

        @Doc("The lake's catalog; the same for packers and query services.") @Default("{}")
        CatalogConfig catalog,

        @Doc("Where the service keeps the last snapshot and its cache; `~/.bytefreezer/query` unless given.") @Nullable Path dataDir,

        @Doc("Local copies of the lake's files.") @Default("{}")
        CacheConfig cache,

        @Doc("What queries may use.") @Default("{}") QueryLimits limits,

        @Doc("The Kafka cluster with the rows not packed yet; without it answers come from the lake alone.") @Nullable KafkaConfig kafka,

        @Doc("Schema registry; without one the built-in schema ids are used.") @Default("{}")
        SchemaRegistryConfig schemaRegistry,

        @Doc("Names of topics.") @Default("{}") TopicsConfig topics,

        @Doc("Rows not packed yet.") @Default("{}") TailConfig hotTail,

        @Doc("Queries that run as jobs.") @Default("{}") JobsConfig jobs,

        @Doc("Streams of rows as they come.") @Default("{}") LiveConfig live,

        @Doc("What one key may use.") @Default("{}") KeyConfig keys,

        @Doc("The log of who ran what.") @Default("{}") AuditConfig audit,

        @Doc("Queries whose new rows are sent elsewhere.") List<ExportConfig> exports) {

    /**
     * @throws IllegalArgumentException when two exports have the same name
     */
    public QueryConfig {
        exports = List.copyOf(exports);
        if (exports.stream().map(ExportConfig::name).distinct().count() < exports.size()) {
            throw new IllegalArgumentException("two of the exports have the same name");
        }
    }

    /** Where cursors of exports are kept. */
    public Path exportDirectory() {
        return dataDirectory().resolve("exports");
    }

    /** Where the log of queries is kept. */
    public Path auditDirectory() {
        Path given = audit.dir();
        return given != null ? given : dataDirectory().resolve("audit");
    }

    /** Where results of jobs are kept; nothing else may lie there. */
    public Path jobsDirectory() {
        return dataDirectory().resolve("jobs");
    }

    /** Where rows not packed yet are kept while a query reads them. */
    public Path tailDirectory() {
        return dataDirectory().resolve("tail");
    }

    /** The data directory, given or not. */
    public Path dataDirectory() {
        return dataDir != null ? dataDir : Path.of(System.getProperty("user.home"), ".bytefreezer", "query");
    }

    /**
     * The lake's settings.
     *
     * @throws io.bytefreezer.lake.LakeException of kind CONFIG when something needed is missing
     */
    public LakeSettings lake() {
        return LakeConfiguration.of(storage, catalog, dataDirectory());
    }

    /** The directory of cached files, given or not. */
    public Path cacheDirectory() {
        Path given = cache.dir();
        return given != null ? given : dataDirectory().resolve("cache");
    }
}
