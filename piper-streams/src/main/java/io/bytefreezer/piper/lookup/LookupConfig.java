package io.bytefreezer.piper.lookup;

import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Files that filters look things up in.
 *
 * @param geoipDir directory of databases of addresses, or null for none
 * @param tablesDir directory of tables, or null for none
 * @param refresh how often they are looked at
 */
@Doc("Files that filters look things up in. A file that is replaced is taken over without a restart; when it cannot be"
        + " used, the one before it stays in use.")
public record LookupConfig(
        @Doc("Directory with databases of addresses (`*.mmdb`) for the filter `geoip`.") @Nullable Path geoipDir,

        @Doc("Directory with tables (`<tenant>/<name>/<version>.csv`) for the filters `enricher` and `translate`.")
        @Nullable Path tablesDir,

        @Doc("How often the directories are looked at.") @Default("5s")
        Duration refresh) {

    /**
     * @throws IllegalArgumentException when they would be looked at all the time
     */
    public LookupConfig {
        if (refresh.toMillis() < 100) {
            throw new IllegalArgumentException("refresh must be at least 100ms, not " + refresh.toMillis() + "ms");
        }
    }
}
