package io.bytefreezer.piper.topology;

import io.bytefreezer.schemas.name.DatasetRef;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * Records of a dataset whose rules are slow were handed out before that was known: the thread starts again at its last commit,
 * which gives them back, and then the gate hands out few at a time.
 *
 * <p>Streams lets a thread that meets a {@link TaskMigratedException} leave the group and join it again at once. One that fails
 * with anything else ends without leaving, and whoever takes its place waits for its session to end.
 */
public final class TooSlowException extends TaskMigratedException {

    private static final long serialVersionUID = 2L;

    TooSlowException(DatasetRef dataset) {
        super("the rules of " + dataset + " are slow: its records are given back, and handed out a few at a time");
    }
}
