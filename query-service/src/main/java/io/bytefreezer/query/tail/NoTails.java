package io.bytefreezer.query.tail;

import io.bytefreezer.lake.read.TableFiles;
import io.bytefreezer.query.result.Freshness;
import io.bytefreezer.schemas.name.DatasetRef;
import java.util.List;
import java.util.Optional;

/** Answers from snapshots alone. */
public final class NoTails implements Tails {

    @Override
    public Tail read(DatasetRef dataset, TableFiles packed) {
        return Tail.none(
                Freshness.snapshot(packed.table().toString(), packed.snapshotId(), packed.newest(), List.of()));
    }

    @Override
    public Optional<Follower> follow(DatasetRef dataset) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
