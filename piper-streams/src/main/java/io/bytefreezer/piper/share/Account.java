package io.bytefreezer.piper.share;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time that one dataset's rules have taken, and what it may still take. Times are of a clock that only runs forward. Pure;
 * belongs to one thread at a time.
 */
final class Account {

    /** Costs of records count half after so long. */
    private static final double HALF_LIFE_NANOS = Duration.ofSeconds(5).toNanos();

    /** So much is in a sum that counts half after a half-life, of something that goes on all the time. */
    private static final double WINDOW_NANOS = HALF_LIFE_NANOS / Math.log(2);

    private final FairShare.Terms terms;
    private double records;
    private double nanos;
    private double excess;
    private double forgivable;
    private long at;
    private boolean active;
    private long lastSpent;

    private double balance;
    private long charged;
    private double chargedNanos;
    private double unforeseen;
    private boolean slow;
    private @Nullable String blamed;

    Account(FairShare.Terms terms, long now) {
        this.terms = terms;
        this.at = now;
        this.forgivable = terms.warmUp().toNanos();
        this.balance = terms.balanceMax();
    }

    /**
     * Whether a record of it costs much more than its size explains, and all of them together more than a part of the thread. It stays
     * slow until records cost less: held to its share, it would seem to be within that.
     */
    boolean isSlow() {
        return slow;
    }

    /** Whether a record was processed after this time. */
    boolean isActive(long after) {
        return active && lastSpent > after;
    }

    /** What a record costs, on average. */
    Duration mean() {
        return Duration.ofNanos((long) (records > 0 ? nanos / records : 0));
    }

    /** The filter that is to blame for its being slow, where that is known. */
    Optional<String> blamed() {
        return Optional.ofNullable(blamed);
    }

    void blame(String filter) {
        blamed = filter;
    }

    /** A record has taken this time; whether those that were handed out before it was known to be slow have to go back. */
    boolean spent(long taken, int bytes, long now) {
        pass(now);
        active = true;
        lastSpent = now;
        records++;
        nanos += taken;
        double over = Math.max(0, taken - bytes * terms.nanosPerByte());
        double forgiven = Math.min(over, forgivable);
        forgivable -= forgiven;
        excess += over - forgiven;
        slow = excess / records > terms.excessMax().toNanos() && (slow || excess > terms.slowFrom() * WINDOW_NANOS);
        double foreseen = charged > 0 ? chargedNanos / charged : 0;
        if (charged > 0) {
            charged--;
            chargedNanos -= foreseen;
        }
        if (!slow) {
            blamed = null;
            unforeseen = 0;
            balance = terms.balanceMax();
            return false;
        }
        balance -= taken - foreseen;
        unforeseen += Math.max(0, taken - foreseen);
        if (foreseen > 0 || unforeseen < terms.unforeseenMax().toNanos()) {
            return false;
        }
        unforeseen = 0;
        charged = 0;
        chargedNanos = 0;
        return true;
    }

    /** How many of some records may be handed out now, where it is slow; their costs are charged at once. */
    int admit(int wanted, boolean contended, long now) {
        pass(now);
        if (contended && balance <= 0) {
            return 0;
        }
        double cost = Math.max(1, nanos / records);
        double most = contended ? balance : terms.aheadMax().toNanos() - chargedNanos;
        int admitted = (int) Math.min(wanted, Math.max(1, most / cost));
        charged += admitted;
        chargedNanos += admitted * cost;
        balance -= admitted * cost;
        return admitted;
    }

    /** Whether {@link #admit} would let at least one through. */
    boolean isOpen(boolean contended, long now) {
        pass(now);
        return !contended || balance > 0;
    }

    private void pass(long now) {
        long passed = Math.max(0, now - at);
        at = Math.max(at, now);
        if (passed == 0) {
            return;
        }
        double left = Math.pow(0.5, passed / HALF_LIFE_NANOS);
        records *= left;
        nanos *= left;
        excess *= left;
        balance = Math.min(terms.balanceMax(), balance + passed * terms.share());
    }
}
