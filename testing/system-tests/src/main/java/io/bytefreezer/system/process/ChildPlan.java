package io.bytefreezer.system.process;

import java.util.List;
import java.util.Map;

/**
 * What a child process is. Immutable.
 *
 * @param name unique among its siblings, for people and for the name of its log file
 * @param role what it does, as arguments of {@link ChildMain}
 * @param heapMebibytes its largest heap
 * @param environment variables beside those of this process
 * @param probe how to see that it serves
 */
public record ChildPlan(
        String name, List<String> role, int heapMebibytes, Map<String, String> environment, Probe probe) {

    /** Copies the collections. */
    public ChildPlan {
        role = List.copyOf(role);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        // The environment holds secrets.
        return "ChildPlan[name=" + name + ", role=" + role + "]";
    }
}
