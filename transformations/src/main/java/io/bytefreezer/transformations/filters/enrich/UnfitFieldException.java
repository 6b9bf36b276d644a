package io.bytefreezer.transformations.filters.enrich;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Verdict;

/** A field holds something that a filter cannot work with; never leaves the filter. */
final class UnfitFieldException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    private UnfitFieldException(Verdict verdict) {
        super(null, null, false, false);
        this.verdict = verdict;
    }

    static UnfitFieldException type(FieldPath field, String wanted) {
        return new UnfitFieldException(Sources.wrongType(field, wanted));
    }

    static UnfitFieldException value(FieldPath field, String wanted) {
        return new UnfitFieldException(Sources.badValue(field, wanted));
    }

    Verdict verdict() {
        return verdict;
    }
}
