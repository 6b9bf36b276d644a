package io.bytefreezer.proxy.input;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What to do so that the wanted inputs run: an input that is wanted as it runs is kept and notices nothing; any change
 * of an option is one closed and one opened. Those to close come first, as they may hold a port that others want.
 *
 * @param close running inputs that are not wanted any more, or not like this
 * @param keep running inputs that stay
 * @param open inputs that do not run yet
 */
public record InputPlan(List<InputConfig> close, List<InputConfig> keep, List<InputConfig> open) {

    /** Copies the lists. */
    public InputPlan {
        close = List.copyOf(close);
        keep = List.copyOf(keep);
        open = List.copyOf(open);
    }

    /** The way from what runs to what is wanted. */
    public static InputPlan of(Collection<InputConfig> running, Collection<InputConfig> wanted) {
        Set<InputConfig> now = new LinkedHashSet<>(running);
        Set<InputConfig> then = new LinkedHashSet<>(wanted);
        return new InputPlan(
                now.stream().filter(input -> !then.contains(input)).toList(),
                now.stream().filter(then::contains).toList(),
                then.stream().filter(input -> !now.contains(input)).toList());
    }
}
