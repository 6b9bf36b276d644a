package io.bytefreezer.query.tail;

import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.Optional;

/** Where the rows after a snapshot come from. */
public interface Tails extends AutoCloseable {

    /** The rows of a dataset that are not in these files; read the files' snapshot first. Never throws because Kafka is away. */
    Tail read(DatasetRef dataset, TableFiles packed);

    /** What comes to a dataset's processed topic from now on; empty where no Kafka is configured. The caller closes it. */
    Optional<Follower> follow(DatasetRef dataset);

    @Override
    void close();
}
