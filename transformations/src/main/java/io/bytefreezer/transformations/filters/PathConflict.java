package io.bytefreezer.transformations.filters;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Verdict;

/** Words the one error that every filter that sets a field can meet. */
final class PathConflict {

    private PathConflict() {}

    static Verdict at(FieldPath path) {
        return new Verdict.Reject(
                ErrorCode.PATH_CONFLICT, "cannot set '" + path + "': a part of the path is there and not an object");
    }
}
