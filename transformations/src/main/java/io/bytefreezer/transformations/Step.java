package io.bytefreezer.transformations;

import io.bytefreezer.transformations.condition.Condition;
import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.FilterRef;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.regex.RegexExhaustedException;
import java.util.Optional;

/**
 * A filter of a plan.
 *
 * @param ref which one
 * @param when the condition under which it applies
 * @param onError what becomes of events it cannot work on
 * @param function what it does
 * @param isEnd whether no event that comes to it comes to the next
 */
record Step(FilterRef ref, Optional<Condition> when, OnError onError, FilterFunction function, boolean isEnd) {

    Verdict apply(Event event, StepWatcher watcher) {
        try {
            if (when.isPresent() && !when.get().test(event)) {
                watcher.skips();
                return Verdict.PASS;
            }
            return function.apply(event);
        } catch (EventException e) {
            return new Verdict.Reject(e.code(), e.detail());
        } catch (RegexExhaustedException e) {
            return new Verdict.Reject(ErrorCode.REGEX_TIMEOUT, RegexExhaustedException.DETAIL);
        } catch (RuntimeException | StackOverflowError e) {
            // A defect of a filter must cost one event, not the stream; the dead letter tells of it.
            return new Verdict.Reject(
                    ErrorCode.INTERNAL, ref + " failed: " + e.getClass().getName());
        }
    }
}
