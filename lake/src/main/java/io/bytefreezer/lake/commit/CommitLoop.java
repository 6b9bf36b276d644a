package io.bytefreezer.lake.commit;

import io.bytefreezer.lake.LakeException;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a commit until it is decided. Every attempt reads the table anew and looks first whether an earlier one landed. One thread at a time.
 *
 * <p>A lost race certainly did not land. Any other failure may have, and from then on the attempts are told so: files of theirs must stay.
 */
public final class CommitLoop {

    private static final Logger LOG = LoggerFactory.getLogger(CommitLoop.class);

    private static final int MANIFEST_WRITERS = 1;

    private final ExecutorService manifestThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final RetryPolicy retries;
    private final RandomGenerator random;

    /**
     * A loop.
     *
     * @param retries how often to run lost races again
     * @param random spreads the waits
     */
    public CommitLoop(RetryPolicy retries, RandomGenerator random) {
        this.retries = retries;
        this.random = random;
    }

    /**
     * One try.
     *
     * @param <T> what is decided
     */
    public interface Attempt<T> {
        /**
         * Decides, or throws: {@link CommitFailedException} and {@link ValidationException} for what certainly did not land, anything else for what may have.
         *
         * @param mayHaveLanded whether the answer of an earlier attempt is still owed: its snapshot could yet appear and needs its files
         */
        T make(boolean mayHaveLanded);
    }

    /** Runs attempts until one decides; does not throw for anything the catalog or the store may do. */
    public <T> T run(Table table, Attempt<T> attempt, Function<LakeException, T> undecided) {
        boolean mayHaveLanded = false;
        RuntimeException last = new IllegalStateException("no attempt was made");
        for (int number = 1; number <= retries.attemptsMax(); number++) {
            try {
                return attempt.make(mayHaveLanded);
            } catch (CommitFailedException | ValidationException lostRace) {
                last = lostRace;
            } catch (RuntimeException unknown) {
                // Also CommitStateUnknownException, which is only one of the ways in which catalogs fail.
                LOG.warn("Commit to {} may or may not have landed; looking again", table.name(), unknown);
                mayHaveLanded = true;
                last = unknown;
            }
            if (!pause(number)) {
                break;
            }
        }
        return undecided.apply(new LakeException(
                LakeException.Kind.EXTERNAL,
                "could not commit to table " + table.name() + " in " + retries.attemptsMax() + " attempts",
                last));
    }

    /** The update on condition that the table's newest snapshot is still the one that was read. */
    public <U extends SnapshotUpdate<U>> U guard(U update, @Nullable Snapshot read) {
        // Iceberg's own pool ends as soon as the process is told to, before the last batches have landed.
        return update.scanManifestsWith(manifestThreads)
                .writeManifestsWith(manifestThreads, MANIFEST_WRITERS)
                .validateWith(startingAt(read));
    }

    private static SnapshotAncestryValidator startingAt(@Nullable Snapshot read) {
        Long expected = read == null ? null : read.snapshotId();
        return new SnapshotAncestryValidator() {
            @Override
            public boolean validate(Iterable<Snapshot> base) {
                Iterator<Snapshot> newestFirst = base.iterator();
                Long actual = newestFirst.hasNext() ? newestFirst.next().snapshotId() : null;
                return Objects.equals(actual, expected);
            }

            @Override
            public String errorMessage() {
                return "another commit came after the table was read";
            }
        };
    }

    /** Waits before the next attempt; false if there is none, or the thread is to stop. */
    private boolean pause(int attempt) {
        if (attempt == retries.attemptsMax()) {
            return false;
        }
        LockSupport.parkNanos(retries.waitAfter(attempt, random).toNanos());
        return !Thread.currentThread().isInterrupted();
    }
}
