package io.bytefreezer.query.background;

import io.bytefreezer.query.job.Admission;
import io.bytefreezer.query.job.JobState.Cancelled;
import io.bytefreezer.query.job.JobState.Ended;
import io.bytefreezer.query.job.JobState.Failed;
import io.bytefreezer.query.job.JobState.Running;
import io.bytefreezer.query.job.JobState.Succeeded;
import io.bytefreezer.query.job.JobStatus;
import io.bytefreezer.query.result.ResultColumn;
import io.bytefreezer.query.result.ResultSummary;
import io.bytefreezer.query.run.QueryEngine;
import io.bytefreezer.query.run.QueryFailedException;
import io.bytefreezer.query.run.QueryFailedException.Kind;
import io.bytefreezer.query.run.QuerySlots.Slot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a job from the queue of queries to its end. Called by a thread of each job. */
final class JobWork {

    /** Why jobs of a key end that is no longer good. */
    static final String REVOKED = "the key was revoked";

    private static final Logger LOG = LoggerFactory.getLogger(JobWork.class);

    /** A job that was sent out of the queue asks again after this. */
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private final JobTools tools;
    private final Duration waitMax;
    private final Jobs jobs;

    JobWork(JobTools tools, Duration waitMax, Jobs jobs) {
        this.tools = tools;
        this.waitMax = waitMax;
        this.jobs = jobs;
    }

    /** Waits for a place, and runs the job in it. */
    void run(JobTask task) {
        try {
            Optional<Slot> place = place(task);
            if (place.isEmpty()) {
                end(task, notRun(task));
                return;
            }
            Slot held = place.get();
            try {
                end(task, outcome(task));
            } finally {
                held.close();
            }
        } catch (RuntimeException e) {
            LOG.error("Job {} failed in a way nobody thought of", task.id(), e);
            end(task, failed(task, Kind.INTERNAL_ERROR.label(), "this service failed on the query"));
        }
    }

    private Optional<Slot> place(JobTask task) {
        Instant until = created(task).plus(waitMax);
        CountDownLatch never = new CountDownLatch(1);
        task.cancellation().holds(Thread.currentThread());
        try {
            while (task.cancellation().reason().isEmpty() && now().isBefore(until)) {
                Optional<Slot> place =
                        tools.engine().enter(task.key(), task.query().budget().allowance());
                if (place.isPresent()) {
                    return place;
                }
                boolean unused = never.await(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
            return Optional.empty();
        } catch (InterruptedException cancelled) {
            LOG.debug("Job {} waits no longer", task.id(), cancelled);
            return Optional.empty();
        } finally {
            task.cancellation().heldNoMore();
        }
    }

    private Ended notRun(JobTask task) {
        return task.cancellation()
                .reason()
                .map(reason -> ended(task, reason))
                .orElseGet(
                        () -> failed(
                                task,
                                "busy",
                                "the job waited for its turn as long as it may (jobs.keep): make fewer, or make it again later"));
    }

    private Ended outcome(JobTask task) {
        if (!tools.keys().test(task.key())) {
            return new Cancelled(null, now(), REVOKED);
        }
        Instant started = now();
        jobs.start(task, started);
        task.trail().runs();
        try (ResultSpool spool = new ResultSpool(tools.files().create(task.id()), room(task))) {
            ResultSummary summary = tools.engine()
                    .start(task.query(), spool, task.cancellation())
                    .get();
            return new Succeeded(started, now(), summary, spool.index());
        } catch (ExecutionException e) {
            return e.getCause() instanceof IOException disk ? unkept(task, disk) : ended(task, QueryEngine.failure(e));
        } catch (IOException e) {
            return unkept(task, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a job that runs", e);
        }
    }

    private ResultSpool.Room room(JobTask task) {
        return new ResultSpool.Room() {
            @Override
            public void columns(List<ResultColumn> columns) {
                jobs.columns(task, columns);
            }

            @Override
            public void row(long length) throws IOException {
                switch (jobs.row(task, length)) {
                    case Admission.Granted granted -> granted.gone().forEach(tools.files()::remove);
                    case Admission.Refused refused -> {
                        task.cancellation().cancel(Kind.RESULT_LIMIT, refused.message());
                        throw new IOException(refused.message());
                    }
                }
            }
        };
    }

    private Ended unkept(JobTask task, IOException e) {
        LOG.error("The result of job {} cannot be kept on disk", task.id(), e);
        return failed(
                task,
                Kind.INTERNAL_ERROR.label(),
                "the result cannot be kept on this service's disk: POST the query to /api/v1/query/sql, or try again"
                        + " later");
    }

    private Ended ended(JobTask task, QueryFailedException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure.kind() == Kind.CANCELLED
                ? new Cancelled(started(task), now(), message)
                : failed(task, failure.kind().label(), message);
    }

    private Failed failed(JobTask task, String error, String message) {
        return new Failed(started(task), now(), error, message);
    }

    /** The log has the job's end before its client sees it. */
    private void end(JobTask task, Ended how) {
        long bytes = task.query().budget().scannedBytes();
        switch (how) {
            case Succeeded succeeded ->
                task.trail().answered(succeeded.summary().rows(), bytes);
            case Failed failed -> task.trail().failed(failed.error(), bytes);
            case Cancelled cancelled -> task.trail().failed(Kind.CANCELLED.label(), bytes);
        }
        jobs.end(task, how);
    }

    private Instant created(JobTask task) {
        return status(task).created();
    }

    private @Nullable Instant started(JobTask task) {
        return status(task).state() instanceof Running running ? running.started() : null;
    }

    private JobStatus status(JobTask task) {
        return jobs.find(task.key(), task.id()).orElseThrow();
    }

    private Instant now() {
        return tools.clock().instant();
    }
}
