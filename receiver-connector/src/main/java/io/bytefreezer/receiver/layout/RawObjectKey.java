package io.bytefreezer.receiver.layout;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.ResourceId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a raw object:
 * {@code raw/<tenant>/<dataset>/year=YYYY/month=MM/day=DD/hour=HH/<topic>+<partition>+<first offset, 20 digits>.avro}.
 *
 * <p>It is a function of the object's first record alone. So two writers that start at the same offset, a task and its
 * successor that do not know of each other, want the same name, and the store lets only one of them have it.
 *
 * @param dataset whose events the object holds
 * @param hour the hour, in UTC, its first record belongs to; cut to the full hour
 * @param topic the topic the records were read from
 * @param partition the partition they were read from
 * @param firstOffset offset of the first of them
 */
public record RawObjectKey(DatasetRef dataset, Instant hour, String topic, int partition, long firstOffset) {

    private static final Instant FIRST_HOUR = Instant.EPOCH;
    private static final Instant LAST_HOUR = Instant.parse("9999-12-31T23:00:00Z");
    /** How far an event's own idea of when it was received may be ahead of its record's time: what Kafka grants clocks. */
    private static final Duration AHEAD_MAX = Duration.ofHours(1);

    private static final DateTimeFormatter HOUR_FOLDER = DateTimeFormatter.ofPattern(
                    "'year='uuuu'/month='MM'/day='dd'/hour='HH", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern PATH = Pattern.compile("raw/(?<tenant>[^/]+)/(?<dataset>[^/]+)"
            + "/year=(?<year>\\d{4})/month=(?<month>\\d{2})/day=(?<day>\\d{2})/hour=(?<hour>\\d{2})"
            + "/(?<topic>[^/+]+)\\+(?<partition>\\d{1,9})\\+(?<offset>\\d{20})\\.avro");

    /** Cuts the hour. */
    public RawObjectKey {
        if (partition < 0 || firstOffset < 0) {
            throw new IllegalArgumentException(
                    "no record has partition " + partition + " and offset " + firstOffset + " on topic " + topic);
        }
        hour = hour.truncatedTo(ChronoUnit.HOURS);
    }

    /**
     * The hour a record belongs to: that of {@code receivedAt}, unless it is more than an hour ahead of the record's own
     * time. The broker has checked that one, and a single event from the far future would else be the newest object for
     * years.
     *
     * @param receivedAt what the event says; the record's time where it cannot be read
     * @param recordTime the Kafka record's timestamp
     */
    public static Instant hourOf(Instant receivedAt, Instant recordTime) {
        boolean plausible = !receivedAt.isBefore(FIRST_HOUR) && !receivedAt.isAfter(recordTime.plus(AHEAD_MAX));
        Instant chosen = plausible ? receivedAt : recordTime;
        if (chosen.isBefore(FIRST_HOUR)) {
            return FIRST_HOUR;
        }
        return chosen.isAfter(LAST_HOUR) ? LAST_HOUR : chosen.truncatedTo(ChronoUnit.HOURS);
    }

    /** What the names of all raw objects of a dataset start with. */
    public static String folder(DatasetRef dataset) {
        return "raw/" + dataset.tenant() + "/" + dataset.dataset() + "/";
    }

    /** What the names of a dataset's raw objects of one hour start with. Folders sort by time. */
    public static String folder(DatasetRef dataset, Instant hour) {
        return folder(dataset) + HOUR_FOLDER.format(hour) + "/";
    }

    /** The object's name in the bucket. */
    public String path() {
        return folder(dataset, hour) + topic + "+" + partition + "+" + String.format(Locale.ROOT, "%020d", firstOffset)
                + ".avro";
    }

    /** What a name says, or nothing when it is not that of a raw object. */
    public static Optional<RawObjectKey> parse(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()
                || !ResourceId.isValid(parts.group("tenant"))
                || !ResourceId.isValid(parts.group("dataset"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RawObjectKey(
                    DatasetRef.of(parts.group("tenant"), parts.group("dataset")),
                    hour(parts),
                    parts.group("topic"),
                    Integer.parseInt(parts.group("partition")),
                    Long.parseLong(parts.group("offset"))));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant hour(Matcher parts) {
        return LocalDateTime.of(
                        Integer.parseInt(parts.group("year")),
                        Integer.parseInt(parts.group("month")),
                        Integer.parseInt(parts.group("day")),
                        Integer.parseInt(parts.group("hour")),
                        0)
                .toInstant(ZoneOffset.UTC);
    }

    /** The object's name in the bucket. */
    @Override
    public String toString() {
        return path();
    }
}
