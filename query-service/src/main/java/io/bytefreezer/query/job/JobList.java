package io.bytefreezer.query.job;

import io.bytefreezer.query.job.JobState.Cancelled;
import io.bytefreezer.query.job.JobState.Ended;
import io.bytefreezer.query.job.JobState.Queued;
import io.bytefreezer.query.job.JobState.Running;
import io.bytefreezer.query.job.JobState.Succeeded;
import io.bytefreezer.query.result.ResultColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All jobs: how far each is, which comes next, and what their results take. No threads, files or clock: for one owner at a
 * time, who removes the files of jobs that are said to be gone.
 *
 * <p>Of a key one job at a time stands in the queue of queries, so that a key's jobs do not keep its other queries, or
 * those of others, from finding a place in it.
 */
public final class JobList {

    private final JobsConfig config;
    /** In the order in which they were made. */
    private final Map<JobId, Entry> jobs = new LinkedHashMap<>();

    private final HeldBytes held;

    /** Without jobs. */
    public JobList(JobsConfig config) {
        this.config = config;
        this.held = new HeldBytes(config);
    }

    /** One job. */
    private static final class Entry {
        private final JobId id;
        private final String key;
        private final Asked asked;
        private final Instant created;
        private JobState state = new Queued(false);
        private List<ResultColumn> columns = List.of();
        private long rows;
        private long bytes;

        Entry(JobId id, String key, Asked asked, Instant created) {
            this.id = id;
            this.key = key;
            this.asked = asked;
            this.created = created;
        }

        boolean isEnded() {
            return state instanceof Ended;
        }

        JobStatus status() {
            return new JobStatus(id, asked, created, state, rows, bytes, columns);
        }
    }

    /**
     * A job comes, and waits.
     *
     * @param key id of the key whose it is
     */
    public Admission add(JobId id, String key, Asked asked, Instant now) {
        List<JobId> gone = new ArrayList<>();
        while (ofKey(key).size() >= config.perKey() || jobs.size() >= JobsConfig.JOBS_MAX) {
            Optional<Entry> oldest = ofKey(key).stream().filter(Entry::isEnded).findFirst();
            if (oldest.isEmpty()) {
                return new Admission.Refused(
                        ofKey(key).size() >= config.perKey()
                                ? "this key has " + config.perKey() + " jobs that wait or run, as many as it may"
                                        + " (jobs.per_key): wait until one ends, or cancel one by DELETE"
                                : "this service has as many jobs as it takes; try again later");
            }
            gone.add(remove(oldest.get()));
        }
        jobs.put(id, new Entry(id, key, asked, now));
        return new Admission.Granted(gone);
    }

    /** The job of the key that goes into the queue of queries now, if one is to; from now on it stands there. */
    public Optional<JobId> next(String key) {
        List<Entry> waiting =
                ofKey(key).stream().filter(job -> job.state instanceof Queued).toList();
        if (waiting.isEmpty() || waiting.stream().anyMatch(job -> job.state.equals(new Queued(true)))) {
            return Optional.empty();
        }
        Entry first = waiting.getFirst();
        first.state = new Queued(true);
        return Optional.of(first.id);
    }

    /**
     * The job runs.
     *
     * @throws IllegalStateException when it did not wait for its turn
     */
    public void start(JobId id, Instant now) {
        Entry job = live(id);
        if (!job.state.equals(new Queued(true))) {
            throw new IllegalStateException("job " + id + " is not the next: " + job.state.phase());
        }
        job.state = new Running(now);
    }

    /** The columns of a running job's result are known. */
    public void columns(JobId id, List<ResultColumn> columns) {
        live(id).columns = List.copyOf(columns);
    }

    /**
     * A running job has one more row.
     *
     * @param length its bytes on disk
     */
    public Admission row(JobId id, long length) {
        Entry job = live(id);
        if (job.bytes + length > config.resultBytesMax().bytes()) {
            return new Admission.Refused("the result has more than the "
                    + config.resultBytesMax().bytes() + " bytes that one may take (jobs.result_bytes_max):"
                    + " select fewer columns, group, give a shorter \"time_range\", or a smaller \"limit\"");
        }
        List<JobId> gone = new ArrayList<>();
        if (!held.hasRoom(job.key, length)) {
            List<Entry> removable = ofKey(job.key).stream()
                    .filter(other -> other.isEnded() && other.bytes > 0)
                    .toList();
            long most = removable.stream().mapToLong(other -> other.bytes).sum();
            Optional<String> full = held.lacks(job.key, length, most);
            if (full.isPresent()) {
                return new Admission.Refused(full.get());
            }
            for (Entry oldest : removable) {
                if (!held.hasRoom(job.key, length)) {
                    gone.add(remove(oldest));
                }
            }
        }
        held.add(job.key, length);
        job.bytes += length;
        job.rows++;
        return gone.isEmpty() ? Admission.Granted.FREELY : new Admission.Granted(gone);
    }

    /**
     * A job ends. What it has of a result is gone, unless it succeeded.
     *
     * @throws IllegalStateException when it had ended, or succeeded without running
     */
    public void end(JobId id, Ended how) {
        Entry job = live(id);
        if (how instanceof Succeeded && !(job.state instanceof Running)) {
            throw new IllegalStateException("job " + id + " did not run: " + job.state.phase());
        }
        job.state = how;
        if (!(how instanceof Succeeded)) {
            held.add(job.key, -job.bytes);
            job.bytes = 0;
        }
    }

    /**
     * A job is not wanted any more.
     *
     * @param why for people
     */
    public Deletion delete(JobId id, Instant now, String why) {
        Entry job = jobs.get(id);
        if (job == null) {
            return Deletion.REMOVED;
        }
        return switch (job.state) {
            case Ended ended -> {
                remove(job);
                yield Deletion.REMOVED;
            }
            case Queued queued -> {
                if (queued.isNext()) {
                    yield Deletion.STOPPING;
                }
                job.state = new Cancelled(null, now, why);
                yield Deletion.CANCELLED;
            }
            case Running running -> Deletion.STOPPING;
        };
    }

    /** Removes the jobs that ended long enough ago, and tells which. */
    public List<JobId> expire(Instant now) {
        List<Entry> old = jobs.values().stream()
                .filter(job -> job.state instanceof Ended ended
                        && !ended.at().plus(config.keep()).isAfter(now))
                .toList();
        return old.stream().map(this::remove).toList();
    }

    /** Jobs whose key's id is not among those that still are. */
    public List<JobId> ofOthersThan(Predicate<String> keys) {
        Set<String> others = jobs.values().stream().map(job -> job.key).collect(Collectors.toSet());
        others.removeIf(keys);
        return jobs.values().stream()
                .filter(job -> others.contains(job.key))
                .map(job -> job.id)
                .toList();
    }

    /** A job of the key; that of another is not told from one that is not there. */
    public Optional<JobStatus> find(String key, JobId id) {
        return Optional.ofNullable(jobs.get(id))
                .filter(job -> job.key.equals(key))
                .map(Entry::status);
    }

    /** The jobs of the key, the newest first. */
    public List<JobStatus> list(String key) {
        return ofKey(key).reversed().stream().map(Entry::status).toList();
    }

    /** How many jobs are how far; zero where none is. */
    public Map<JobPhase, Integer> counts() {
        Map<JobPhase, Integer> counts = new EnumMap<>(JobPhase.class);
        for (JobPhase phase : JobPhase.values()) {
            counts.put(phase, 0);
        }
        jobs.values().forEach(job -> counts.merge(job.state.phase(), 1, Integer::sum));
        return counts;
    }

    /** Bytes that results take. */
    public long bytes() {
        return held.all();
    }

    private List<Entry> ofKey(String key) {
        return jobs.values().stream().filter(job -> job.key.equals(key)).toList();
    }

    private Entry live(JobId id) {
        @Nullable Entry job = jobs.get(id);
        if (job == null || job.isEnded()) {
            throw new IllegalStateException("job " + id + " has ended");
        }
        return job;
    }

    private JobId remove(Entry job) {
        jobs.remove(job.id);
        held.add(job.key, -job.bytes);
        return job.id;
    }
}
