package io.bytefreezer.query.background;

import io.bytefreezer.query.audit.QueryTrail;
import io.bytefreezer.query.job.JobId;
import io.bytefreezer.query.run.Cancellation;
import io.bytefreezer.query.run.QueryRunner.Job;

/**
 * What has to be done for a job that has not ended. The trail belongs to whoever works on the job.
 *
 * @param id the job's id
 * @param query what to run
 * @param trail what is written down of it
 * @param cancellation stops it, also while it waits
 */
record JobTask(JobId id, Job query, QueryTrail trail, Cancellation cancellation) {

    /** Id of the key that asks. */
    String key() {
        return query.key();
    }
}
