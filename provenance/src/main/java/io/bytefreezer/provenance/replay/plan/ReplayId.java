package io.bytefreezer.provenance.replay.plan;

import java.util.List;

/** Names a replay after what it does: the same arguments give the same id, so that a second run goes on where the first one ended. */
public final class ReplayId {

    private ReplayId() {}

    /** The id for these arguments. */
    public static String of(List<String> arguments) {
        return Offsets.digest(String.join("\u0000", arguments));
    }
}
