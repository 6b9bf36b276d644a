package io.bytefreezer.transformations.format;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.RawInput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled format: pure, without state of its own, and safe for use by many threads. */
@FunctionalInterface
public interface FormatFunction {

    /**
     * The events of a payload, in order, each a map that is the caller's to change. None for a payload that says nothing, such
     * as a comment.
     *
     * @throws EventException for a payload that is not of this format, or goes over a limit; no part of it is an event then
     */
    List<Map<String, @Nullable Object>> parse(RawInput input) throws EventException;
}
