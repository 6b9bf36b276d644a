package io.bytefreezer.proxy.join;

import io.bytefreezer.proxy.decode.DecodedEvent;
import io.bytefreezer.proxy.join.LineRule.Part;
import io.bytefreezer.proxy.join.LineRule.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of each source together. No line is lost, and those of one stream stay in their order: what a limit does not let
 * wait goes on as it is.
 *
 * <p>Belongs to one thread, which says what time it is; a line waits until {@link #due}, {@link #last} or a later
 * {@link #take} gives it.
 */
public final class LineJoiner {

    /** What a line costs in memory beside its bytes. */
    static final int LINE_OVERHEAD_BYTES = 256;

    private final LineRule rule;
    private final JoinLimits limits;
    private final Supplier<? extends Hold> holds;

    /** Those that wait; the one that has been fed least lately comes first. */
    private final LinkedHashMap<Stream, Block> blocks = new LinkedHashMap<>(16, 0.75F, true);

    /**
     * A stream of a source.
     *
     * @param source where the lines are from; null where that is not known
     */
    private record Stream(@Nullable String source, String name) {}

    /**
     * A joiner that has no line yet.
     *
     * @param holds gives memory for one block, empty at first
     */
    public LineJoiner(LineRule rule, JoinLimits limits, Supplier<? extends Hold> holds) {
        this.rule = rule;
        this.limits = limits;
        this.holds = holds;
    }

    /** Takes lines, and gives the events that they complete. */
    public Joined take(List<DecodedEvent> lines, Instant now) {
        Joined out = Joined.empty();
        lines.forEach(line -> take(line, now, out));
        giveQuiet(limits.ageMax(), now, out);
        return out;
    }

    /** The events whose sources have been quiet for long enough; to be asked when there is nothing more to read. */
    public Joined due(Instant now) {
        Joined out = Joined.empty();
        giveQuiet(limits.quiet(), now, out);
        return out;
    }

    /** Takes the last lines of all, and gives all that waits. */
    public Joined last(List<DecodedEvent> lines, Instant now) {
        Joined out = take(lines, now);
        while (!blocks.isEmpty()) {
            give(blocks.pollFirstEntry().getValue(), null, out);
        }
        return out;
    }

    /** How long until {@link #due} has something to give; nothing when no line waits. */
    public Optional<Duration> untilDue(Instant now) {
        return Optional.ofNullable(blocks.firstEntry())
                .map(eldest -> eldest.getValue().untilQuiet(limits.quiet(), now));
    }

    private void take(DecodedEvent line, Instant now, Joined out) {
        Place place = rule.of(line.payload());
        if (place.part() == Part.ALONE) {
            out.add(line);
            return;
        }
        Stream stream = new Stream(line.origin().sourceAddress(), place.stream());
        endBefore(stream, line, place.part(), now, out);
        Block block = blocks.get(stream);
        if (block == null && place.part() == Part.LAST) {
            out.add(line);
        } else if (block == null) {
            open(stream, line, now, out);
        } else {
            add(stream, block, line, now, out);
        }
        Block ended = place.part() == Part.LAST ? blocks.remove(stream) : null;
        if (ended != null) {
            give(ended, null, out);
        }
    }

    /** Gives what waits in the stream, if the line does not go on with it or there is no room for it. */
    private void endBefore(Stream stream, DecodedEvent line, Part part, Instant now, Joined out) {
        Block block = blocks.get(stream);
        if (block == null) {
            return;
        }
        Cut cut = part == Part.FIRST ? null : block.cutBefore(line, limits, now);
        if (part == Part.FIRST || cut != null) {
            blocks.remove(stream);
            give(block, cut, out);
        }
    }

    private void open(Stream stream, DecodedEvent line, Instant now, Joined out) {
        if (blocks.size() >= limits.blocksMax()) {
            giveEldest(Cut.BLOCKS, out);
        }
        Block block = new Block(holds.get(), now);
        block.add(line, now);
        while (!block.hold().tryGrow(costOf(line))) {
            if (blocks.isEmpty()) {
                give(block, Cut.MEMORY, out);
                return;
            }
            giveEldest(Cut.MEMORY, out);
        }
        blocks.put(stream, block);
    }

    private void add(Stream stream, Block block, DecodedEvent line, Instant now, Joined out) {
        while (!block.hold().tryGrow(costOf(line))) {
            giveEldest(Cut.MEMORY, out);
            if (!blocks.containsKey(stream)) {
                open(stream, line, now, out);
                return;
            }
        }
        block.add(line, now);
    }

    private static long costOf(DecodedEvent line) {
        return (long) line.payload().length + LINE_OVERHEAD_BYTES;
    }

    private void giveQuiet(Duration wait, Instant now, Joined out) {
        Map.Entry<Stream, Block> eldest = blocks.firstEntry();
        while (eldest != null && eldest.getValue().isQuiet(wait, now)) {
            blocks.remove(eldest.getKey());
            give(eldest.getValue(), null, out);
            eldest = blocks.firstEntry();
        }
    }

    /** Gives what has waited longest to make room, at once: its memory is counted by whoever it is given to. */
    private void giveEldest(Cut cut, Joined out) {
        Block eldest = blocks.pollFirstEntry().getValue();
        out.add(eldest.event(cut));
        eldest.hold().close();
    }

    private static void give(Block block, @Nullable Cut cut, Joined out) {
        out.addHeld(block.event(cut), block.hold());
    }
}
