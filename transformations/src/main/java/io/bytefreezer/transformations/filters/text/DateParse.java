package io.bytefreezer.transformations.filters.text;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import io.bytefreezer.transformations.time.DateFormat;
import io.bytefreezer.transformations.time.EpochUnit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date and writes it as RFC 3339 in UTC.
 *
 * @param sourceField the date as text or number
 * @param targetField where it goes
 * @param format a single format
 * @param formats formats, tried in order; without any, those of RFC 3339 and of common logs
 * @param timezone zone of dates that name none
 * @param locale language of the names of months and days
 */
public record DateParse(
        FieldPath sourceField,
        FieldPath targetField,
        Optional<String> format,
        List<String> formats,
        String timezone,
        String locale)
        implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Date to read.").defaultsTo("timestamp");
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to write.").defaultsTo("@timestamp");
    private static final Option<String> FORMAT = Option.text("format", "Format of the date.");
    private static final Option<List<String>> FORMATS = Option.texts(
            "formats",
            "Formats, tried in order: ISO8601, unix, unix_ms, unix_us, unix_ns, a layout of Go (2006-01-02 15:04:05) or a"
                    + " pattern of Java (yyyy-MM-dd HH:mm:ss). Without any: ISO8601, yyyy-MM-dd HH:mm:ss and"
                    + " 02/Jan/2006:15:04:05 -0700.");
    private static final Option<String> TIMEZONE =
            Option.text("timezone", "Zone of dates that name none.").defaultsTo("UTC");
    private static final Option<String> LOCALE =
            Option.text("locale", "Language of the names of months and days.").defaultsTo("en");

    // What RFC 3339 can write; patterns read years of five digits, too.
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final List<String> DEFAULT_FORMATS =
            List.of("ISO8601", "yyyy-MM-dd HH:mm:ss", "02/Jan/2006:15:04:05 -0700");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "date_parse",
            "Reads a date and writes it as RFC 3339 in UTC, to the nanosecond. A number without a unix format tells its unit"
                    + " by its magnitude. A date without a year gets the one nearest to when the event was received."
                    + " A date that no format reads is an error, a missing one is not.",
            List.of(SOURCE_FIELD, TARGET_FIELD, FORMAT, FORMATS, TIMEZONE, LOCALE),
            DateParse::bind,
            List.of(
                    Example.becomes("Of an access log", """
                            {"format": "02/Jan/2006:15:04:05 -0700"}""", """
                            {"timestamp": "11/Oct/2026:22:14:15 +0200"}""", """
                            {"timestamp": "11/Oct/2026:22:14:15 +0200", "@timestamp": "2026-10-11T20:14:15Z"}"""),
                    Example.becomes("In a zone of its own", """
                            {"source_field": "at", "format": "yyyy-MM-dd HH:mm", "timezone": "Europe/Berlin"}""", """
                            {"at": "2026-01-15 08:30"}""", """
                            {"at": "2026-01-15 08:30", "@timestamp": "2026-01-15T07:30:00Z"}"""),
                    Example.becomes("Milliseconds since 1970", """
                            {"source_field": "ts", "target_field": "ts", "formats": ["unix_ms"]}""", """
                            {"ts": 1790000000123}""", """
                            {"ts": "2026-09-21T14:13:20.123Z"}"""),
                    Example.rejected("No such day", """
                            {"format": "2006-01-02"}""", """
                            {"timestamp": "2026-02-30"}""", ErrorCode.UNPARSABLE_DATE)));

    /** Copies the list. */
    public DateParse {
        formats = List.copyOf(formats);
    }

    private static DateParse bind(Options options) {
        return new DateParse(
                options.get(SOURCE_FIELD),
                options.get(TARGET_FIELD),
                options.find(FORMAT),
                options.find(FORMATS).orElse(List.of()),
                options.get(TIMEZONE),
                options.get(LOCALE));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        Site config = scope.config();
        ZoneId zone = zone(config.at("timezone"));
        Locale language = language(config.at("locale"));
        List<DateFormat> compiled = new ArrayList<>();
        format.flatMap(text -> compile(text, zone, language, config.at("format")))
                .ifPresent(compiled::add);
        for (int i = 0; i < formats.size(); i++) {
            compile(formats.get(i), zone, language, config.at("formats").at(i)).ifPresent(compiled::add);
        }
        if (format.isEmpty() && formats.isEmpty()) {
            DEFAULT_FORMATS.forEach(text -> compiled.add(DateFormat.of(text, zone, language)));
        }
        return event -> apply(event, compiled);
    }

    private ZoneId zone(Site site) {
        try {
            return ZoneId.of(timezone);
        } catch (DateTimeException e) {
            site.reportUnknown("time zone", timezone, ZoneId.getAvailableZoneIds());
            return ZoneId.of("UTC");
        }
    }

    private Locale language(Site site) {
        Locale language = Locale.forLanguageTag(locale.replace('_', '-'));
        if (!List.of(Locale.getISOLanguages()).contains(language.getLanguage())) {
            site.report("'" + locale + "' is no language tag such as en or de-AT");
        }
        return language;
    }

    private static Optional<DateFormat> compile(String text, ZoneId zone, Locale language, Site site) {
        try {
            return Optional.of(DateFormat.of(text, zone, language));
        } catch (IllegalArgumentException e) {
            site.report("not a date format: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Verdict apply(Event event, List<DateFormat> compiled) {
        Object source = event.get(sourceField);
        if (source == null) {
            return Verdict.PASS;
        }
        if (!(source instanceof String || source instanceof Long || source instanceof ExactNumber)) {
            return new Verdict.Reject(ErrorCode.WRONG_TYPE, "'" + sourceField + "' is neither a text nor a number");
        }
        Instant time = switch (source) {
            case String text -> time(text.strip(), compiled, event);
            case Long number -> numericTime(number.toString(), compiled, event);
            case ExactNumber number -> numericTime(number.text(), compiled, event);
            default -> null;
        };
        if (time == null || time.isAfter(LAST) || time.isBefore(FIRST)) {
            return new Verdict.Reject(
                    ErrorCode.UNPARSABLE_DATE, "none of the formats reads the date in '" + sourceField + "'");
        }
        return event.set(targetField, time.toString()) ? Verdict.PASS : Verdict.pathConflict(targetField);
    }

    private static @Nullable Instant time(String text, List<DateFormat> compiled, Event event) {
        for (DateFormat candidate : compiled) {
            Instant time = candidate.parse(text, event.input().receivedAt());
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private static @Nullable Instant numericTime(String text, List<DateFormat> compiled, Event event) {
        Instant time = time(text, compiled, event);
        BigDecimal number = time == null ? EpochUnit.number(text) : null;
        return number == null ? time : EpochUnit.ofMagnitude(number).instant(number);
    }
}
