package io.bytefreezer.proxy.hop;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What makes a batch known again: {@code Idempotency-Key: <id of the spool>:<number of the first event>}. The numbers of
 * the others follow, so a repeated batch may also begin or end elsewhere. Pure.
 *
 * @param source the spool's id
 * @param first number of the first event, from 0
 */
public record SequenceKey(UUID source, long first) {

    /** The header that holds it. */
    public static final String HEADER = "Idempotency-Key";

    /** The header that says that the source holds nothing before these events. */
    public static final String GAP_HEADER = "Sequence-Gap";

    /** That header's value. */
    public static final String GAP_ACCEPTED = "accepted";

    private static final Pattern FORMAT =
            Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):(\\d{1,18})");

    /** The key in a header, or nothing when it holds none. */
    public static Optional<SequenceKey> parse(String header) {
        Matcher matcher = FORMAT.matcher(header.strip());
        return matcher.matches()
                ? Optional.of(new SequenceKey(UUID.fromString(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return source + ":" + first;
    }
}
