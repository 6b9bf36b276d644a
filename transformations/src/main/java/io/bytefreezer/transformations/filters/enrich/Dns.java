package io.bytefreezer.transformations.filters.enrich;

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
import io.bytefreezer.transformations.lookup.Lookups.NameOptions;
import io.bytefreezer.transformations.network.Endpoint;
import io.bytefreezer.transformations.network.HostName;
import io.bytefreezer.transformations.network.IpAddress;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds addresses of names and names of addresses.
 *
 * @param resolve fields with either
 * @param isAppended whether what is found is added to what is there, rather than replacing it
 * @param targetField where it goes; nothing for the fields themselves
 * @param servers name servers; none for those of the machine
 * @param caching how answers are asked for and remembered
 * @param isTagged whether an event that goes on without an answer is tagged
 */
public record Dns(
        List<FieldPath> resolve,
        boolean isAppended,
        Optional<FieldPath> targetField,
        List<String> servers,
        Caching caching,
        boolean isTagged)
        implements Filter {

    /**
     * How answers are asked for and remembered.
     *
     * @param timeout longest time of one question
     * @param entriesMax most answers remembered
     * @param keep longest time that an answer is remembered
     */
    public record Caching(Duration timeout, int entriesMax, Duration keep) {}

    private static final String PENDING_TAG = "_dns_pending";
    private static final int SERVERS_MAX = 8;
    private static final int DNS_PORT = 53;

    private static final Option<List<FieldPath>> RESOLVE = Option.paths(
                    "resolve", "Fields with an address, whose name is looked up, or a name, whose addresses are.")
            .required();
    private static final Option<String> ACTION = Option.choice(
                    "action",
                    List.of("replace", "append"),
                    "replace writes what is found over what is there, of several addresses the first; append adds all that is"
                            + " found to what is there, as a list.")
            .defaultsTo("replace");
    private static final Option<FieldPath> TARGET_FIELD = Option.path(
            "target_field",
            "Field to write; the resolved field itself unless given. What several fields give is a list.");
    private static final Option<List<String>> NAMESERVER = Option.texts(
            "nameserver", "Name servers to ask, as address or address:port; those of the machine unless given.");
    private static final Option<Integer> TIMEOUT = Option.integer(
                    "timeout", 1, 30, "Longest time of one question, in seconds.")
            .defaultsTo(2L);
    private static final Option<Integer> CACHE_SIZE = Option.integer(
                    "cache_size", 1, 1_000_000, "Most answers remembered.")
            .defaultsTo(1000L);
    private static final Option<Integer> CACHE_TTL = Option.integer(
                    "cache_ttl",
                    1,
                    7 * 24 * 3600,
                    "Longest time that an answer is remembered, in seconds; that there is none is remembered for a"
                            + " minute at most.")
            .defaultsTo(3600L);
    private static final Option<String> ON_PENDING = Option.choice(
                    "on_pending",
                    List.of("keep", "tag"),
                    "What becomes of an event whose answer is not known yet: keep lets it go on as it is, tag adds"
                            + " _dns_pending to the list _tags.")
            .defaultsTo("keep");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "dns",
            "Looks names and addresses up. It never makes an event wait: the first event with a name asks and goes on without"
                    + " the answer, later ones have it from memory. So the same event may come out differently when it is"
                    + " processed again.",
            List.of(RESOLVE, ACTION, TARGET_FIELD, NAMESERVER, TIMEOUT, CACHE_SIZE, CACHE_TTL, ON_PENDING),
            Dns::bind,
            List.of(
                    Example.becomes("The name of an address", """
                            {"resolve": ["client"], "target_field": "client_name"}""", """
                            {"client": "192.0.2.7"}""", """
                            {"client": "192.0.2.7", "client_name": "host7.example.net"}"""),
                    Example.becomes("All addresses of a name, beside it", """
                            {"resolve": ["server"], "action": "append"}""", """
                            {"server": "www.example.com"}""", """
                            {"server": ["www.example.com", "192.0.2.80", "2001:db8::80"]}"""),
                    Example.becomes("Not known yet", """
                            {"resolve": ["server"], "on_pending": "tag"}""", """
                            {"server": "slow.example.org"}""", """
                            {"server": "slow.example.org", "_tags": ["_dns_pending"]}"""),
                    Example.becomes("Not known at all", """
                            {"resolve": "server"}""", """
                            {"server": "nowhere.example.org"}""", """
                            {"server": "nowhere.example.org"}""")));

    /** Copies the lists. */
    public Dns {
        resolve = List.copyOf(resolve);
        servers = List.copyOf(servers);
    }

    private static Dns bind(Options options) {
        Caching caching = new Caching(
                Duration.ofSeconds(options.get(TIMEOUT)),
                options.get(CACHE_SIZE),
                Duration.ofSeconds(options.get(CACHE_TTL)));
        return new Dns(
                options.get(RESOLVE),
                options.get(ACTION).equals("append"),
                options.find(TARGET_FIELD),
                options.find(NAMESERVER).orElse(List.of()),
                caching,
                options.get(ON_PENDING).equals("tag"));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        if (resolve.isEmpty()) {
            scope.config().at("resolve").report("give at least one field");
        }
        List<Endpoint> endpoints = endpoints(scope.config().at("nameserver"));
        Lookups.Names names = scope.lookups()
                .names(new NameOptions(endpoints, caching.timeout(), caching.entriesMax(), caching.keep()));
        return event -> apply(event, names);
    }

    private List<Endpoint> endpoints(Site site) {
        if (servers.size() > SERVERS_MAX) {
            site.report("there are " + servers.size() + " name servers; " + SERVERS_MAX + " are allowed");
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            Optional<Endpoint> endpoint = Endpoint.parse(servers.get(i), DNS_PORT);
            endpoint.ifPresent(endpoints::add);
            if (endpoint.isEmpty()) {
                site.at(i).report("'" + servers.get(i) + "' is no address or address:port of a name server");
            }
        }
        return endpoints;
    }

    private Verdict apply(Event event, Lookups.Names names) {
        Map<FieldPath, List<?>> found = new LinkedHashMap<>();
        boolean pending = false;
        for (FieldPath field : resolve) {
            Object source = event.get(field);
            if (source != null && !(source instanceof String)) {
                return Sources.wrongType(field, "a name or an address, as text");
            }
            switch (source instanceof String text ? ask(text.strip(), names) : Answer.NOT_FOUND) {
                case Answer.Found answer -> found.put(field, values(answer));
                case Answer.NotFound none -> {}
                case Answer.Pending unknown -> pending = true;
                case Answer.Unavailable unavailable -> {
                    return Sources.unavailable(unavailable);
                }
            }
        }
        Verdict written = found.isEmpty() ? Verdict.PASS : write(event, found);
        return written instanceof Verdict.Pass && pending && isTagged ? Sources.tag(event, PENDING_TAG) : written;
    }

    private static Answer ask(String text, Lookups.Names names) {
        Optional<IpAddress> address = IpAddress.parse(text);
        if (address.isPresent()) {
            return names.nameOf(address.get());
        }
        return HostName.isValid(text) ? names.addressesOf(text) : Answer.NOT_FOUND;
    }

    private static List<?> values(Answer.Found answer) {
        Object name = answer.values().get("name");
        return answer.values().get("addresses") instanceof List<?> addresses
                ? addresses
                : name == null ? List.of() : List.of(name);
    }

    private Verdict write(Event event, Map<FieldPath, List<?>> found) {
        Map<FieldPath, Object> written = new LinkedHashMap<>();
        if (targetField.isPresent()) {
            List<Object> all = new ArrayList<>();
            found.values().forEach(values -> all.addAll(isAppended ? values : values.subList(0, 1)));
            written.put(targetField.get(), isAppended ? appended(event.get(targetField.get()), all) : single(all));
        } else {
            found.forEach((field, values) ->
                    written.put(field, isAppended ? appended(event.get(field), values) : values.getFirst()));
        }
        for (FieldPath field : written.keySet()) {
            if (!event.canSet(field)) {
                return Verdict.pathConflict(field);
            }
        }
        written.forEach(event::set);
        return Verdict.PASS;
    }

    private Object single(List<Object> all) {
        return resolve.size() == 1 ? all.getFirst() : all;
    }

    private static List<@Nullable Object> appended(@Nullable Object before, List<?> values) {
        List<@Nullable Object> all = new ArrayList<>();
        if (before instanceof List<?> list) {
            all.addAll(list);
        } else if (before != null) {
            all.add(before);
        }
        all.addAll(values);
        return all;
    }
}
