package io.bytefreezer.piper.topology;

import io.bytefreezer.schemas.name.DatasetRef;

/** A record was handed out whose dataset has no plan any more; its task has to start again before that record. */
final class PlanMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PlanMissingException(DatasetRef dataset) {
        super(dataset + " left the snapshot: its records wait until it is back");
    }
}
