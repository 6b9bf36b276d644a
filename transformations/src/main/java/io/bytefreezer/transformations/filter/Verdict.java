package io.bytefreezer.transformations.filter;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.FieldPath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of an event after a filter. */
public sealed interface Verdict {

    /** It goes on to the next filter. */
    Verdict PASS = new Pass();

    /** It goes on to the next filter. */
    record Pass() implements Verdict {}

    /**
     * It ends here, as intended.
     *
     * @param reason which of the filter's conditions held: a constant, fit for a metric's label
     */
    record Drop(String reason) implements Verdict {}

    /**
     * The filter cannot do its work on it.
     *
     * @param code why
     * @param detail what was found where, for a person
     */
    record Reject(ErrorCode code, String detail) implements Verdict {}

    /**
     * It becomes several events, each of which goes on by itself; none for a list that is empty.
     *
     * @param parts their fields, taken over by the events
     */
    record Split(List<Map<String, @Nullable Object>> parts) implements Verdict {}

    /**
     * It leaves this dataset for another of the same tenant, as raw event, and ends here.
     *
     * @param dataset id of the other dataset
     */
    record Route(String dataset) implements Verdict {}

    /** The one error that every filter that sets a field can meet. */
    static Verdict pathConflict(FieldPath path) {
        return new Reject(
                ErrorCode.PATH_CONFLICT, "cannot set '" + path + "': a part of the path is there and not an object");
    }
}
