package io.bytefreezer.lake.catalog;

import io.bytefreezer.lake.CatalogSettings;
import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.LakeSettings;
import io.bytefreezer.lake.S3Location;
import io.bytefreezer.lake.TableId;
import io.bytefreezer.lake.table.TableLayout;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.RESTSessionCatalog;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The lake's tables. Thread-safe; each {@link Table} it gives belongs to the thread that asked for it.
 *
 * <p>Owns the S3 client and the catalog's connections until closed.
 */
public final class LakeCatalog implements AutoCloseable {

    /** The name under which the tables stand in a shared catalog database. */
    public static final String CATALOG_NAME = "bytefreezer";

    private static final String OWNER_ONLY = "rwx------";
    private static final int OPEN_ATTEMPTS_MAX = 5;
    /** Manifests never change, and each plan and each rewrite reads many that it read before. */
    private static final Map<String, String> MANIFEST_CACHE = Map.of(
            CatalogProperties.IO_MANIFEST_CACHE_ENABLED, "true",
            CatalogProperties.IO_MANIFEST_CACHE_MAX_TOTAL_BYTES, Long.toString(32L << 20),
            CatalogProperties.IO_MANIFEST_CACHE_MAX_CONTENT_LENGTH, Long.toString(4L << 20),
            CatalogProperties.IO_MANIFEST_CACHE_EXPIRATION_INTERVAL_MS,
                    Long.toString(Duration.ofMinutes(10).toMillis()));

    private static final Duration OPEN_PAUSE = Duration.ofMillis(200);

    private final LakeSettings settings;
    private final S3Client s3;
    private final Catalog catalog;

    private LakeCatalog(LakeSettings settings, S3Client s3, Catalog catalog) {
        this.settings = settings;
        this.s3 = s3;
        this.catalog = catalog;
    }

    /**
     * Connects to the catalog, and creates its tables in an empty database. A store that is away is no hindrance.
     *
     * @throws LakeException of kind CONFIG if the store says that its settings are wrong or the embedded catalog has no place, or EXTERNAL if the catalog does not answer
     */
    public static LakeCatalog open(LakeSettings settings) {
        if (settings.catalog() instanceof CatalogSettings.Embedded embedded) {
            makeDirectory(embedded);
        }
        S3Client s3 = S3Clients.open(settings.storage());
        try {
            StoreCheck.run(s3, settings);
            return connect(settings, s3);
        } catch (RuntimeException e) {
            s3.close();
            throw e;
        }
    }

    private static void makeDirectory(CatalogSettings.Embedded catalog) {
        try {
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] owner = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                    }
                    : new FileAttribute<?>[0];
            Files.createDirectories(catalog.directory(), owner);
        } catch (IOException e) {
            throw new LakeException(
                    LakeException.Kind.CONFIG, "cannot make the catalog's directory " + catalog.directory(), e);
        }
    }

    private static LakeCatalog connect(LakeSettings settings, S3Client s3) {
        RuntimeException last = new IllegalStateException("no attempt was made");
        for (int attempt = 1; attempt <= OPEN_ATTEMPTS_MAX; attempt++) {
            try {
                return new LakeCatalog(settings, s3, openCatalog(settings, s3));
            } catch (RuntimeException e) {
                // Two processes that create the catalog's tables at once disturb each other; the second look finds
                // them.
                last = e;
                LockSupport.parkNanos(OPEN_PAUSE.toNanos());
            }
        }
        throw new LakeException(LakeException.Kind.EXTERNAL, "cannot open the catalog " + describe(settings), last);
    }

    /** The client of the lake's store; closed with this catalog. */
    public S3Client s3() {
        return s3;
    }

    /** The table, or empty if nothing was ever packed for the dataset. */
    public Optional<Table> load(TableId id) {
        try {
            return Optional.of(catalog.loadTable(identifier(id)));
        } catch (NoSuchTableException absent) {
            return Optional.empty();
        }
    }

    /** The table, created with the system columns if it does not exist; several processes may do so at once. */
    public Table loadOrCreate(TableId id) {
        return load(id).orElseGet(() -> create(id));
    }

    /** Takes a table out of the catalog; its files stay. Whether there was one. */
    public boolean drop(TableId id) {
        return catalog.dropTable(identifier(id), false);
    }

    /** Where a table's files are, also one that is no longer in the catalog. */
    public S3Location location(TableId id) {
        return S3Location.parse(settings.location(id));
    }

    /** The tables of a tenant, in order; empty for a tenant without any. */
    public List<TableId> tables(String tenant) {
        try {
            return catalog.listTables(Namespace.of(tenant)).stream()
                    .filter(table -> TableId.isValidId(table.name()))
                    .map(table -> new TableId(tenant, table.name()))
                    .sorted()
                    .toList();
        } catch (NoSuchNamespaceException absent) {
            return List.of();
        }
    }

    /** The tenants that have tables, in order. */
    public List<String> tenants() {
        return ((SupportsNamespaces) catalog)
                .listNamespaces().stream()
                        .filter(namespace -> namespace.length() == 1 && TableId.isValidId(namespace.level(0)))
                        .map(namespace -> namespace.level(0))
                        .sorted()
                        .toList();
    }

    @Override
    public void close() {
        try (s3) {
            if (catalog instanceof Closeable closeable) {
                closeable.close();
            }
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot close the catalog " + describe(settings), e);
        }
    }

    private Table create(TableId id) {
        SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
        Namespace tenant = Namespace.of(id.tenant());
        try {
            if (!namespaces.namespaceExists(tenant)) {
                namespaces.createNamespace(tenant);
            }
        } catch (RuntimeException e) {
            // Databases report a lost race each in its own way; what matters is that the namespace exists now.
            if (!namespaces.namespaceExists(tenant)) {
                throw e;
            }
        }
        return createTable(id);
    }

    private Table createTable(TableId id) {
        try {
            return catalog.buildTable(identifier(id), TableLayout.schema())
                    .withPartitionSpec(TableLayout.partitions(TableLayout.schema()))
                    .withSortOrder(TableLayout.order(TableLayout.schema()))
                    .withLocation(settings.location(id))
                    .withProperties(TableLayout.properties())
                    .create();
        } catch (AlreadyExistsException raced) {
            return catalog.loadTable(identifier(id));
        }
    }

    private static TableIdentifier identifier(TableId id) {
        return TableIdentifier.of(id.tenant(), id.dataset());
    }

    private static Catalog openCatalog(LakeSettings settings, S3Client s3) {
        Map<String, String> properties = new HashMap<>();
        properties.put(CatalogProperties.WAREHOUSE_LOCATION, settings.warehouse());
        // Iceberg's default logs every scan and commit at INFO with all its counters.
        properties.put(CatalogProperties.METRICS_REPORTER_IMPL, "org.apache.iceberg.metrics.InMemoryMetricsReporter");
        Catalog catalog = switch (settings.catalog()) {
            case CatalogSettings.Embedded embedded -> jdbc(embedded.jdbc(), s3, properties);
            case CatalogSettings.Jdbc jdbc -> jdbc(jdbc, s3, properties);
            case CatalogSettings.Rest rest -> rest(rest, s3, properties);
        };
        catalog.initialize(CATALOG_NAME, properties);
        return catalog;
    }

    private static Catalog jdbc(CatalogSettings.Jdbc settings, S3Client s3, Map<String, String> properties) {
        properties.put(CatalogProperties.URI, settings.url());
        properties.put("jdbc.user", settings.user());
        properties.put("jdbc.password", settings.password().value());
        properties.put("jdbc.schema-version", "V1");
        return new JdbcCatalog(ignored -> fileIo(s3), all -> new CatalogConnections(settings.url(), all), true);
    }

    private static Catalog rest(CatalogSettings.Rest settings, S3Client s3, Map<String, String> properties) {
        properties.putAll(settings.properties());
        properties.put(CatalogProperties.URI, settings.uri().toString());
        return new RESTCatalog() {
            @Override
            protected RESTSessionCatalog newSessionCatalog(Function<Map<String, String>, RESTClient> clientBuilder) {
                return new RESTSessionCatalog(clientBuilder, (context, ignored) -> fileIo(s3));
            }
        };
    }

    private static FileIO fileIo(S3Client s3) {
        // Given no asynchronous client it would load Iceberg's client factory, and with it the SDKs of four more
        // services.
        S3FileIO io = new S3FileIO(() -> new SharedS3Client(s3), () -> {
            throw new UnsupportedOperationException("the lake uses no asynchronous S3 client");
        });
        io.initialize(MANIFEST_CACHE);
        return io;
    }

    private static String describe(LakeSettings settings) {
        return switch (settings.catalog()) {
            case CatalogSettings.Embedded embedded -> embedded.directory().toString();
            // Parameters of the URL may hold a password.
            case CatalogSettings.Jdbc jdbc -> jdbc.url().split("[?;]", 2)[0];
            case CatalogSettings.Rest rest -> rest.uri().toString();
        };
    }
}
