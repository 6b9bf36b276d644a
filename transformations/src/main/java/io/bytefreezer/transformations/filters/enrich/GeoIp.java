package io.bytefreezer.transformations.filters.enrich;

import io.bytefreezer.transformations.event.ErrorCode;
import io.bytefreezer.transformations.event.Event;
import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.Filter;
import io.bytefreezer.transformations.filter.FilterFunction;
import io.bytefreezer.transformations.filter.FilterScope;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filter.Verdict;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.Lookups;
import io.bytefreezer.transformations.network.IpAddress;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.OptionType;
import io.bytefreezer.transformations.option.OptionTypes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds where an address is.
 *
 * @param sourceField the address
 * @param targetField where its place goes, as an object
 * @param database file of the database
 * @param fields what to take of it
 */
public record GeoIp(FieldPath sourceField, FieldPath targetField, String database, List<String> fields)
        implements Filter {

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Address to look up.").defaultsTo("ip_address");
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to write, as an object.").defaultsTo("geoip");
    private static final Option<String> DATABASE = Option.text(
                    "database",
                    "File of the database (MaxMind DB), in the directory that the piper's configuration names as"
                            + " lookups.geoip_dir. Of a path the last part counts.")
            .defaultsTo("GeoLite2-City.mmdb");
    private static final Option<List<String>> FIELDS = Option.of(
                    "fields",
                    OptionType.listOf(OptionTypes.choice(GeoFields.names())),
                    "What to take of the record, where the database has it.")
            .defaultsTo(GeoFields.names());

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "geoip",
            "Adds what a database knows of an address: country, city, position, network operator. An address that it does not"
                    + " know, as private ones are, or a text that is no address is no error: nothing is added.",
            List.of(SOURCE_FIELD, TARGET_FIELD, DATABASE, FIELDS),
            options -> new GeoIp(
                    options.get(SOURCE_FIELD), options.get(TARGET_FIELD), options.get(DATABASE), options.get(FIELDS)),
            List.of(
                    Example.becomes("Country and city", """
                            {"source_field": "client.ip", "fields": ["country", "country_code", "city"]}""", """
                            {"client": {"ip": "203.0.113.77"}}""", """
                            {"client": {"ip": "203.0.113.77"},
                             "geoip": {"country": "Austria", "country_code": "AT", "city": "Vienna"}}"""),
                    Example.becomes("A point for a map", """
                            {"target_field": "geo", "fields": ["location", "timezone"]}""", """
                            {"ip_address": "2001:db8:85a3::8a2e:370:7334"}""", """
                            {"ip_address": "2001:db8:85a3::8a2e:370:7334",
                             "geo": {"location": {"lat": 48.2049, "lon": 16.3662}, "timezone": "Europe/Vienna"}}"""),
                    Example.becomes("Whose network it is", """
                            {"database": "GeoLite2-ASN.mmdb", "fields": ["asn", "organization"]}""", """
                            {"ip_address": "203.0.113.77"}""", """
                            {"ip_address": "203.0.113.77", "geoip": {"asn": 64500, "organization": "Example Net"}}"""),
                    Example.becomes("A private address", "{}", """
                            {"ip_address": "10.0.0.1"}""", """
                            {"ip_address": "10.0.0.1"}"""),
                    Example.rejected("A database that is not there", """
                            {"database": "missing.mmdb"}""", """
                            {"ip_address": "203.0.113.77"}""", ErrorCode.LOOKUP_UNAVAILABLE)));

    /** Copies the list. */
    public GeoIp {
        fields = List.copyOf(fields);
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        String file = database.substring(Math.max(database.lastIndexOf('/'), database.lastIndexOf('\\')) + 1);
        if (file.isEmpty()) {
            scope.config().at("database").report("give the name of a file such as GeoLite2-City.mmdb");
        }
        Lookups.AddressBook book = scope.lookups().addresses(file);
        return event -> apply(event, book);
    }

    private Verdict apply(Event event, Lookups.AddressBook book) {
        Object source = event.get(sourceField);
        if (source == null) {
            return Verdict.PASS;
        }
        if (!(source instanceof String text)) {
            return Sources.wrongType(sourceField, "an address, as text");
        }
        IpAddress address = IpAddress.parse(text.strip()).orElse(null);
        if (address == null) {
            return Verdict.PASS;
        }
        return switch (book.find(address)) {
            case Answer.Found found -> add(event, GeoFields.take(found.values(), fields));
            case Answer.NotFound none -> Verdict.PASS;
            case Answer.Pending pending -> Verdict.PASS;
            case Answer.Unavailable unavailable -> Sources.unavailable(unavailable);
        };
    }

    private Verdict add(Event event, Map<String, @Nullable Object> taken) {
        return taken.isEmpty() ? Verdict.PASS : Sources.set(event, targetField, taken);
    }
}
