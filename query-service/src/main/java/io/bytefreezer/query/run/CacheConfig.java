package io.bytefreezer.query.run;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The local copies of data files.
 *
 * @param size all of them together are kept below this
 * @param dir where they lie, or null for {@code cache} under the data directory; nothing else may lie there
 */
@Doc("Local copies of the lake's files, which never change.")
public record CacheConfig(
        @Doc("All copies together; the longest unused go first.") @Default("10GiB")
        DataSize size,

        @Doc("Where they lie; `cache` under `data_dir` unless given. Nothing else may lie there.") @Nullable Path dir) {}
