package io.bytefreezer.runtime.health;

import java.util.ArrayList;
import java.util.List;

/**
 * How well something is, and why it is not better.
 *
 * @param status the verdict
 * @param reasons sentences for an operator; empty when all is well
 */
public record Health(Status status, List<String> reasons) {

    /** From best to worst. */
    public enum Status {
        /** All is well. */
        UP,
        /** It does its work, but somebody should look. */
        DEGRADED,
        /** It does not do its work. */
        DOWN
    }

    private static final Health WELL = new Health(Status.UP, List.of());

    /** Copies the reasons. */
    public Health {
        reasons = List.copyOf(reasons);
    }

    /** All is well. */
    public static Health up() {
        return WELL;
    }

    /** It works, but somebody should look. */
    public static Health degraded(String... reasons) {
        return new Health(Status.DEGRADED, List.of(reasons));
    }

    /** It does not work. */
    public static Health down(String... reasons) {
        return new Health(Status.DOWN, List.of(reasons));
    }

    /** The health of a whole: the worst of its parts', for the reasons of all of them. */
    public static Health worst(Health... parts) {
        return worst(List.of(parts));
    }

    /** The health of a whole: the worst of its parts', for the reasons of all of them. */
    public static Health worst(List<Health> parts) {
        Status worst = Status.UP;
        List<String> reasons = new ArrayList<>();
        for (Health part : parts) {
            worst = part.status.compareTo(worst) > 0 ? part.status : worst;
            reasons.addAll(part.reasons);
        }
        return new Health(worst, reasons);
    }
}
