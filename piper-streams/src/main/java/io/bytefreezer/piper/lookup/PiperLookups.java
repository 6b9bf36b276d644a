package io.bytefreezer.piper.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.Lookups;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the piper's plans look up. A thread of its own follows the files; names are asked for on virtual threads. */
public final class PiperLookups implements Lookups, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PiperLookups.class);

    /** Most sets of options that filters ask for names with; the answers of others are forgotten. */
    private static final int NAME_BOOKS_MAX = 256;

    private static final Pattern TABLE = Pattern.compile("(.+)@([1-9][0-9]{0,8})");

    private final LookupMetrics metrics;
    private final GeoShelf geo;
    private final TableShelf tables = new TableShelf();
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
     */
    public record Directories(
            @Nullable Path geoip, @Nullable Path tables) {}

    /** Reads what is there, and looks for changes from then on. */
    public PiperLookups(Directories directories, Duration refresh, ServiceMetrics metrics) {
        this.metrics = new LookupMetrics(metrics);
        this.geo = new GeoShelf(directories.geoip());
        this.tableFiles = new TableFiles(directories.tables(), tables);
        refresh();
        var unused = follower.scheduleWithFixedDelay(
                this::refresh, refresh.toMillis(), refresh.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Where tables are put. */
    public TableShelf tables() {
        return tables;
    }

    /** Whether every file can be used. */
    public Health health() {
        return Health.worst(Stream.concat(geo.problems().stream(), tableFiles.problems().stream())
                .map(Health::degraded)
                .toList());
    }

    @Override
    public AddressBook addresses(String database) {
        return address -> metrics.counted(LookupMetrics.Kind.GEOIP, geo.find(database, address));
    }

    @Override
    public Table table(String name) {
        Matcher versioned = TABLE.matcher(name);
        boolean isVersioned = versioned.matches();
        String table = isVersioned ? versioned.group(1) : name;
        Integer version = isVersioned ? Integer.valueOf(versioned.group(2)) : null;
        return (tenant, key) -> {
            Answer answer = tables.find(tenant, table, version, key);
            return metrics.counted(LookupMetrics.Kind.TABLE, answer);
        };
    }

    @Override
    public Names names(NameOptions options) {
        return books.get(options, asked -> new NameBook(asked, background, Ticker.systemTicker(), metrics));
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
