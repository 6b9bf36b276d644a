package io.bytefreezer.query.job;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a job, its file too: that it has no other form than this is what keeps requests within the directory of results.
 *
 * @param value 32 lower case hex digits
 */
public record JobId(String value) {

    /** As many random bytes make an id that nobody guesses. */
    public static final int RANDOM_BYTES = 16;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /**
     * @throws IllegalArgumentException when the text has another form
     */
    public JobId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a job's id has 32 lower case hex digits");
        }
    }

    /** Of {@link #RANDOM_BYTES} bytes. */
    public static JobId of(byte[] random) {
        return new JobId(HexFormat.of().formatHex(random));
    }

    /** The id that a text from outside is, if it is one. */
    public static Optional<JobId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
