package io.bytefreezer.piper.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.snapshot.LookupTable;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.lookup.TableName;
import io.bytefreezer.transformations.option.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the piper's plans look up. A thread of its own follows the files; names are asked for on virtual threads. */
public final class PiperLookups implements Lookups, FollowedTables, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PiperLookups.class);

    /** Most sets of options that filters ask for names with; the answers of others are forgotten. */
    private static final int NAME_BOOKS_MAX = 256;

    private final LookupMetrics metrics;
    private final Function<String, Optional<Secret>> secrets;
    private final GeoShelf geo;
    private final TableShelf ofDirectory = new TableShelf();
    private final ToldTables ofControlPlane;
    private final TableFiles tableFiles;
    private final Cache<NameOptions, Names> books = Caffeine.newBuilder()
            .maximumSize(NAME_BOOKS_MAX)
            .executor(Runnable::run)
            .build();
    private final ExecutorService background = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("piper-dns-", 0).factory());
    private final ScheduledExecutorService follower = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("piper-lookups").factory());

    /**
     * Where files are.
     *
     * @param geoip directory of databases of addresses, or null for none
     * @param tables directory of tables, or null for none
     * @param copies where copies of the control plane's tables are kept, or null for nowhere
     */
    public record Directories(
            @Nullable Path geoip,
            @Nullable Path tables,
            @Nullable Path copies) {}

    /**
     * Reads what is there, and looks for changes from then on.
     *
     * @param source where the rows of the control plane's tables come from
     * @param secrets the secret of a name, where there is one
     */
    public PiperLookups(
            Directories directories,
            Duration refresh,
            TableSource source,
            Function<String, Optional<Secret>> secrets,
            ServiceMetrics metrics) {
        this.secrets = secrets;
        this.metrics = new LookupMetrics(metrics);
        this.geo = new GeoShelf(directories.geoip());
        this.tableFiles = new TableFiles(directories.tables(), ofDirectory);
        this.ofControlPlane = new ToldTables(source, new TableCopies(directories.copies()));
        refresh();
        var unused = follower.scheduleWithFixedDelay(
                this::refresh, refresh.toMillis(), refresh.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean follow(List<LookupTable> tables, Map<String, Set<TableName>> named) {
        return ofControlPlane.follow(tables, named);
    }

    @Override
    public boolean isAwaited(String tenant, TableName name) {
        return ofControlPlane.isAwaited(tenant, name) && !ofDirectory.has(tenant, name);
    }

    /** Whether every file can be used. */
    public Health health() {
        return Health.worst(Stream.of(geo.problems(), tableFiles.problems(), ofControlPlane.problems())
                .flatMap(List::stream)
                .map(Health::degraded)
                .toList());
    }

    @Override
    public AddressBook addresses(String database) {
        return address -> metrics.counted(LookupMetrics.Kind.GEOIP, geo.find(database, address));
    }

    @Override
    public Table table(String text) {
        TableName name = TableName.parse(text);
        return (tenant, key) -> metrics.counted(LookupMetrics.Kind.TABLE, find(tenant, name, key));
    }

    /** A table of the control plane hides one of the same name in the directory, with all its versions. */
    private Answer find(String tenant, TableName name, List<String> key) {
        Answer answer = ofControlPlane.find(tenant, name, key);
        return answer == null ? ofDirectory.find(tenant, name.name(), name.version(), key) : answer;
    }

    @Override
    public Names names(NameOptions options) {
        return books.get(options, asked -> new NameBook(asked, background, Ticker.systemTicker(), metrics));
    }

    @Override
    public Optional<Secret> secret(String name) {
        return secrets.apply(name);
    }

    @Override
    public void close() {
        follower.shutdownNow();
        background.shutdownNow();
    }

    private void refresh() {
        try {
            geo.refresh();
            tableFiles.refresh();
        } catch (RuntimeException e) {
            // A task that throws is not scheduled again.
            LOG.error("the files of lookups cannot be looked at", e);
        }
    }
}
