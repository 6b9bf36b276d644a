package io.bytefreezer.query.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What results take, of each key and in all. For one owner at a time. */
final class HeldBytes {

    private final JobsConfig config;
    private final Map<String, Long> byKey = new HashMap<>();
    private long all;

    HeldBytes(JobsConfig config) {
        this.config = config;
    }

    long all() {
        return all;
    }

    boolean hasRoom(String key, long more) {
        return lacks(key, more, 0).isEmpty();
    }

    /** What keeps the key from having more bytes, even if it let so many others go; nothing when it can. */
    Optional<String> lacks(String key, long more, long others) {
        if (ofKey(key) + more - others > config.keyBytesMax()) {
            return Optional.of("the results of this key's running jobs have more than the " + config.keyBytesMax()
                    + " bytes that one key may take (half of jobs.bytes_max): let fewer run at once, or ask for less");
        }
        if (all + more - others > config.bytesMax().bytes()) {
            return Optional.of("the results of all keys take the "
                    + config.bytesMax().bytes() + " bytes that there are for them (jobs.bytes_max): try again later,"
                    + " ask for less, or POST the query to /api/v1/query/sql");
        }
        return Optional.empty();
    }

    /** Takes bytes, or gives them back when negative. */
    void add(String key, long bytes) {
        if (bytes == 0) {
            return;
        }
        all += bytes;
        byKey.merge(key, bytes, (before, added) -> before + added == 0 ? null : before + added);
    }

    private long ofKey(String key) {
        return byKey.getOrDefault(key, 0L);
    }
}
