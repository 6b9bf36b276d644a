package io.bytefreezer.schemas.name;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The topics of datasets: {@code <prefix>.<stage>.<tenant>.<dataset>}, one topic per stage and dataset, so that ACLs,
 * retention and replay work per dataset.
 *
 * @param prefix what every topic name starts with, {@value #DEFAULT_PREFIX} unless configured
 */
public record Topics(String prefix) {

    /** The prefix where none is configured. */
    public static final String DEFAULT_PREFIX = "bytefreezer";

    private static final Pattern VALID_PREFIX = Pattern.compile("[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*");
    private static final int PREFIX_LENGTH_MAX = 100;

    /** Topic names with the default prefix. */
    public static final Topics DEFAULT = new Topics(DEFAULT_PREFIX);

    /** What a topic holds. */
    public enum Stage {
        /** Events as they reached an input. */
        RAW("raw"),
        /** Events after their dataset's transformation. */
        PROCESSED("processed"),
        /** Records that could not be processed, with the reason. */
        DEAD_LETTER("dlq");

        private final String label;

        Stage(String label) {
            this.label = label;
        }

        /** The stage's part of the topic name. */
        public String label() {
            return label;
        }
    }

    /**
     * A topic name taken apart.
     *
     * @param stage what the topic holds
     * @param dataset whose records it holds
     */
    public record Parsed(Stage stage, DatasetRef dataset) {}

    /**
     * @throws IllegalArgumentException when Kafka would not take topics with this prefix
     */
    public Topics {
        if (prefix.length() > PREFIX_LENGTH_MAX || !VALID_PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "'" + prefix + "' cannot start a topic name: use letters, digits, '_', '-' and single"
                            + " dots between them, at most " + PREFIX_LENGTH_MAX + " characters");
        }
    }

    /** Where the dataset's events arrive. */
    public String raw(DatasetRef dataset) {
        return name(Stage.RAW, dataset);
    }

    /** Where the dataset's transformed events go. */
    public String processed(DatasetRef dataset) {
        return name(Stage.PROCESSED, dataset);
    }

    /** Where the dataset's failed records go. */
    public String deadLetter(DatasetRef dataset) {
        return name(Stage.DEAD_LETTER, dataset);
    }

    /** The topic of a dataset at a stage. */
    public String name(Stage stage, DatasetRef dataset) {
        return prefix + "." + stage.label() + "." + dataset.tenant() + "." + dataset.dataset();
    }

    /** Matches the topics of one stage, of any dataset, and nothing that {@link #parse} would not take apart. */
    public Pattern pattern(Stage stage) {
        String shortEnough = "(?=[^.]{1," + ResourceId.LENGTH_MAX + "}(?:\\.|$))";
        String id = shortEnough + ResourceId.REGEX;
        return Pattern.compile(Pattern.quote(prefix + "." + stage.label() + ".") + id + "\\." + id);
    }

    /** What a topic name says, or nothing when it is not one of ours. */
    public Optional<Parsed> parse(String topic) {
        if (!topic.startsWith(prefix + ".")) {
            return Optional.empty();
        }
        String[] parts = topic.substring(prefix.length() + 1).split("\\.", -1);
        if (parts.length != 3 || !ResourceId.isValid(parts[1]) || !ResourceId.isValid(parts[2])) {
            return Optional.empty();
        }
        for (Stage stage : Stage.values()) {
            if (stage.label().equals(parts[0])) {
                return Optional.of(new Parsed(stage, DatasetRef.of(parts[1], parts[2])));
            }
        }
        return Optional.empty();
    }
}
