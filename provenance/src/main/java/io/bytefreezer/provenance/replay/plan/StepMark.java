package io.bytefreezer.provenance.replay.plan;

import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a step notes in the summary of its snapshot, by which a later run of the same replay finds it done.
 *
 * @param partition raw partition
 * @param bounds offsets from its first until after its last
 * @param digest of those between that the replay is about
 */
public record StepMark(int partition, OffsetRange bounds, String digest) {

    /** Key of the snapshot summary that holds the replay's id. */
    public static final String REPLAY = "bytefreezer.replay";

    /** Key of the snapshot summary that holds a step. */
    public static final String STEP = "bytefreezer.replay.step";

    private static final Pattern FORMAT = Pattern.compile("(\\d{1,9}):(\\d{1,18})-(\\d{1,18})#([0-9a-f]+)");

    /** The mark of a step: of all offsets the replay is about, it has those between its bounds. */
    public static StepMark of(int partition, OffsetRange bounds, Offsets wanted) {
        return new StepMark(partition, bounds, wanted.meet(bounds).digest());
    }

    /** Reads a step; empty for what is none. */
    public static Optional<StepMark> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        OffsetRange bounds = new OffsetRange(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
        return Optional.of(new StepMark(Integer.parseInt(matcher.group(1)), bounds, matcher.group(4)));
    }

    /** Whether it did all between its bounds that is wanted there. */
    public boolean covers(int wantedPartition, Offsets wanted) {
        return partition == wantedPartition && wanted.meet(bounds).digest().equals(digest);
    }

    /** For the snapshot's summary. */
    public Map<String, String> toSummary(String replay) {
        return Map.of(REPLAY, replay, STEP, this.toString());
    }

    @Override
    public String toString() {
        return partition + ":" + bounds.from() + "-" + bounds.until() + "#" + digest;
    }
}
