package io.bytefreezer.piper.share;

import io.bytefreezer.schemas.name.DatasetRef;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that a dataset whose rules are slow does not take the time of the others. While a record of it costs much more
 * than others, on average, it gets a small share of a thread, by holding its records back in Kafka: its lag grows, and nobody
 * else's. While no other dataset has records, it goes on as fast as it can. Safe for use by many threads; it asks no clock.
 */
public final class FairShare {

    private final Terms terms;
    private final Map<DatasetRef, Account> accounts = new HashMap<>();

    /**
     * By what is decided.
     *
     * @param excessMax a record may cost so much, on average, beyond what its size explains
     * @param nanosPerByte what its size explains
     * @param slowFrom the part of a thread that a dataset may take before it is slow
     * @param share the part of a thread that a slow dataset gets while others have records
     * @param aheadMax so much work of a slow dataset is handed out at a time while no other has records
     * @param unforeseenMax so much may be spent on records that were handed out before the dataset was known to be slow
     * @param othersWithin another dataset counts as having records so long after one was processed
     * @param warmUp so much excess is forgiven each dataset once: while code is cold everything is slow
     */
    public record Terms(
            Duration excessMax,
            double nanosPerByte,
            double slowFrom,
            double share,
            Duration aheadMax,
            Duration unforeseenMax,
            Duration othersWithin,
            Duration warmUp) {

        /**
         * A fortieth of a thread for datasets beyond a millisecond a record and a twentieth of a thread. What the others lose is more than what it gets: with a
         * twentieth, some of them lost twice as much, for a reason that is not known.
         */
        public static final Terms DEFAULT = new Terms(
                Duration.ofMillis(1),
                50,
                0.05,
                0.025,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));

        /** What may be saved up: the share of a second. */
        double balanceMax() {
            return share * Duration.ofSeconds(1).toNanos();
        }
    }

    /**
     * A dataset that is slow.
     *
     * @param dataset which
     * @param mean what a record costs
     * @param filter position and type of the filter that takes most of it, where that is known
     * @param isHeld whether it is held back for the sake of others
     */
    public record Slow(DatasetRef dataset, Duration mean, Optional<String> filter, boolean isHeld) {}

    /** Nobody has taken anything yet. */
    public FairShare(Terms terms) {
        this.terms = terms;
    }

    /**
     * A record was processed.
     *
     * @param nanos time it took
     * @param bytes its size
     * @param now time of a clock that only runs forward
     * @return whether records that were handed out before have to go back, for they would take too long
     */
    public synchronized boolean spent(DatasetRef dataset, long nanos, int bytes, long now) {
        return account(dataset, now).spent(nanos, bytes, now);
    }

    /** How many of some records of a dataset may be processed now; whoever asks hands out so many. */
    public synchronized int admit(DatasetRef dataset, int wanted, long now) {
        Account account = account(dataset, now);
        return account.isSlow() ? account.admit(wanted, isContended(account, now), now) : wanted;
    }

    /** Whether at least one record may be processed now. */
    public synchronized boolean isOpen(DatasetRef dataset, long now) {
        Account account = account(dataset, now);
        return !account.isSlow() || account.isOpen(isContended(account, now), now);
    }

    /** Whether a dataset is slow, so that it is worth finding out which filter makes it so. */
    public synchronized boolean isSlow(DatasetRef dataset) {
        Account account = accounts.get(dataset);
        return account != null && account.isSlow();
    }

    /** This filter, by position and type, takes most of the time of the dataset's records. */
    public synchronized void blame(DatasetRef dataset, String filter) {
        Account account = accounts.get(dataset);
        if (account != null) {
            account.blame(filter);
        }
    }

    /** The datasets that are slow. */
    public synchronized List<Slow> slow(long now) {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getValue().isSlow())
                .map(entry -> new Slow(
                        entry.getKey(),
                        entry.getValue().mean(),
                        entry.getValue().blamed(),
                        isContended(entry.getValue(), now)))
                .sorted(Comparator.comparing(Slow::dataset))
                .toList();
    }

    private Account account(DatasetRef dataset, long now) {
        return accounts.computeIfAbsent(dataset, any -> new Account(terms, now));
    }

    private boolean isContended(Account account, long now) {
        return accounts.values().stream()
                .anyMatch(other -> other != account
                        && other.isActive(now - terms.othersWithin().toNanos()));
    }
}
