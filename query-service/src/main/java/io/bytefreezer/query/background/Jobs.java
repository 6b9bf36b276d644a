package io.bytefreezer.query.background;

import io.bytefreezer.query.audit.QueryTrail;
import io.bytefreezer.query.job.Admission;
import io.bytefreezer.query.job.Asked;
import io.bytefreezer.query.job.Deletion;
import io.bytefreezer.query.job.JobId;
import io.bytefreezer.query.job.JobList;
import io.bytefreezer.query.job.JobPhase;
import io.bytefreezer.query.job.JobState.Ended;
import io.bytefreezer.query.job.JobState.Succeeded;
import io.bytefreezer.query.job.JobStatus;
import io.bytefreezer.query.job.JobsConfig;
import io.bytefreezer.query.job.RowIndex;
import io.bytefreezer.query.result.ResultColumn;
import io.bytefreezer.query.result.StoredRows;
import io.bytefreezer.query.run.Cancellation;
import io.bytefreezer.query.run.QueryFailedException.Kind;
import io.bytefreezer.query.run.QueryRunner.Job;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of a service: takes them, lets them run one after another through the queue of queries, and forgets them when
 * their time is over or their key is no longer good. Safe for use by many threads.
 */
public final class Jobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration CLOSING_MAX = Duration.ofSeconds(3);

    private final JobTools tools;
    private final JobWork work;
    /** Guarded by itself, and with it {@link #tasks} and {@link #closed}. */
    private final JobList list;

    private final Map<JobId, JobTask> tasks = new HashMap<>();
    private boolean closed;

    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("query-job-", 0).factory());
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("query-jobs").factory());
    private final ScheduledFuture<?> sweeps;

    /** Without jobs. */
    public Jobs(JobsConfig config, JobTools tools) {
        this.tools = tools;
        this.list = new JobList(config);
        this.work = new JobWork(tools, config.keep(), this);
        this.sweeps = sweeper.scheduleWithFixedDelay(
                this::safeSweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a query that may run.
     *
     * @param query what to run
     * @param asked the same as it was asked
     * @param trail is ended with the job, when it is accepted
     */
    public Submission submit(Job query, Asked asked, QueryTrail trail) {
        byte[] random = new byte[JobId.RANDOM_BYTES];
        tools.random().nextBytes(random);
        JobId id = JobId.of(random);
        JobTask task = new JobTask(id, query, trail, new Cancellation());
        JobStatus status;
        synchronized (list) {
            switch (list.add(id, query.key(), asked, tools.clock().instant())) {
                case Admission.Refused refused -> {
                    return new Submission.Refused(refused.message());
                }
                case Admission.Granted granted -> granted.gone().forEach(tools.files()::remove);
            }
            trail.runsAs(id.value());
            tasks.put(id, task);
            status = list.find(query.key(), id).orElseThrow();
        }
        pursue(query.key());
        return new Submission.Accepted(status);
    }

    /** The jobs of the key, the newest first. */
    public List<JobStatus> list(String key) {
        return with(jobs -> jobs.list(key));
    }

    /** A job of the key; that of another is not told from one that is not there. */
    public Optional<JobStatus> find(String key, JobId id) {
        return with(jobs -> jobs.find(key, id));
    }

    /** How many jobs are how far. */
    public Map<JobPhase, Integer> counts() {
        return with(JobList::counts);
    }

    /** Bytes that results take. */
    public long bytes() {
        return with(JobList::bytes);
    }

    /**
     * The rows of a job that succeeded, from this one on. They can be read to their end, also when the job goes meanwhile.
     *
     * @throws java.nio.file.NoSuchFileException when it is gone already
     * @throws IOException when they cannot be read
     */
    public StoredRows read(JobId id, RowIndex index, long row) throws IOException {
        return tools.files().read(id, index, row);
    }

    /** Cancels the job if it has not ended, and removes it otherwise; what is left of it. */
    public Optional<JobStatus> delete(String key, JobId id) {
        if (find(key, id).isPresent()) {
            delete(id, "cancelled by DELETE");
        }
        return find(key, id);
    }

    private void delete(JobId id, String why) {
        Deletion deletion;
        JobTask task;
        synchronized (list) {
            deletion = list.delete(id, tools.clock().instant(), why);
            task = deletion == Deletion.CANCELLED ? tasks.remove(id) : tasks.get(id);
        }
        switch (deletion) {
            case REMOVED -> tools.files().remove(id);
            case CANCELLED -> {
                if (task != null) {
                    task.trail().failed(Kind.CANCELLED.label(), 0);
                }
            }
            case STOPPING -> {
                if (task != null) {
                    task.cancellation().cancel(Kind.CANCELLED, why);
                }
            }
        }
    }

    /** Lets the key's next job go into the queue of queries, unless one stands there. */
    void pursue(String key) {
        synchronized (list) {
            if (!closed) {
                list.next(key).map(tasks::get).ifPresent(task -> workers.execute(() -> work.run(task)));
            }
        }
    }

    /** The job has its place, so the key's next may wait for one. */
    void start(JobTask task, Instant now) {
        synchronized (list) {
            list.start(task.id(), now);
        }
        pursue(task.key());
    }

    /** The columns of a running job's result are known. */
    void columns(JobTask task, List<ResultColumn> columns) {
        synchronized (list) {
            list.columns(task.id(), columns);
        }
    }

    /** A running job has one more row, of so many bytes, if there is room for it. */
    Admission row(JobTask task, long length) {
        return with(jobs -> jobs.row(task.id(), length));
    }

    private <T> T with(Function<JobList, T> function) {
        synchronized (list) {
            return function.apply(list);
        }
    }

    /** A job that somebody worked on has ended. */
    void end(JobTask task, Ended how) {
        synchronized (list) {
            list.end(task.id(), how);
            tasks.remove(task.id());
        }
        if (!(how instanceof Succeeded)) {
            tools.files().remove(task.id());
        }
        pursue(task.key());
    }

    /** Cancels all jobs and forgets their results. */
    @Override
    public void close() {
        List<JobTask> left;
        synchronized (list) {
            closed = true;
            left = List.copyOf(tasks.values());
        }
        sweeps.cancel(false);
        sweeper.shutdownNow();
        left.forEach(task -> task.cancellation().cancel(Kind.CANCELLED, "the service stops"));
        workers.shutdown();
        try {
            if (!workers.awaitTermination(CLOSING_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Some jobs have not ended yet; the service stops all the same");
            }
            tools.files().clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("Results of jobs could not be removed; they are when the service starts again", e);
        }
    }

    /** Goes on whatever happens: without it results would stay for ever. */
    private void safeSweep() {
        try {
            sweep(tools.clock().instant());
        } catch (RuntimeException e) {
            LOG.error("Jobs could not be looked through; it is tried again", e);
        }
    }

    private void sweep(Instant now) {
        with(jobs -> jobs.expire(now)).forEach(tools.files()::remove);
        with(jobs -> jobs.ofOthersThan(tools.keys())).forEach(id -> delete(id, JobWork.REVOKED));
    }
}
