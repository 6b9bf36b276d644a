package io.bytefreezer.query.tail;

import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.schemas.name.DatasetRef;

/** Where the rows after a snapshot come from. */
public interface Tails extends AutoCloseable {

    /** The rows of a dataset that are not in these files; read the files' snapshot first. Never throws because Kafka is away. */
    Tail read(DatasetRef dataset, TableFiles packed);

    @Override
    void close();
}
