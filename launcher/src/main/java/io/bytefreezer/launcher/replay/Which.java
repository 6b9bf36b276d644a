package io.bytefreezer.launcher.replay;

import io.bytefreezer.provenance.audit.Bound;
import io.bytefreezer.provenance.replay.ReplayRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which raw records are replayed; all of them by default. */
final class Which {

    @Option(names = "--from-offset", paramLabel = "N", description = "Starts at this offset of each partition.")
    private @Nullable Long fromOffset;

    @Option(names = "--to-offset", paramLabel = "N", description = "Ends before this offset.")
    private @Nullable Long toOffset;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Events received at this time or later, e.g. 2026-01-31T12:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Events received before this time.")
    private @Nullable String to;

    @Option(names = "--partition", paramLabel = "N", description = "One raw partition only.")
    private @Nullable Integer partition;

    @Option(names = "--dead-letters", description = "Only records that have a dead letter.")
    private boolean deadLetters;

    @Option(
            names = "--error",
            paramLabel = "CODE",
            description = "Of the dead letters only those with this error code.")
    private @Nullable String error;

    /**
     * What they say.
     *
     * @throws IllegalArgumentException when they contradict each other
     */
    ReplayRequest.Selection selection() {
        if (error != null && !deadLetters) {
            throw new IllegalArgumentException("--error is about --dead-letters: give both");
        }
        return new ReplayRequest.Selection(
                bound("--from-offset", fromOffset, "--from", from),
                bound("--to-offset", toOffset, "--to", to),
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                deadLetters
                        ? Optional.of(new ReplayRequest.LetterFilter(Optional.ofNullable(error)))
                        : Optional.empty());
    }

    private static Optional<Bound> bound(
            String offsetOption, @Nullable Long offset, String timeOption, @Nullable String time) {
        if (offset != null && time != null) {
            throw new IllegalArgumentException("give " + offsetOption + " or " + timeOption + ", not both");
        }
        if (offset != null) {
            return Optional.of(new Bound.AtOffset(offset));
        }
        try {
            return Optional.ofNullable(time).map(text -> new Bound.AtTime(Instant.parse(text)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(timeOption + " '" + time + "' is no time like 2026-01-31T12:00:00Z", e);
        }
    }
}
