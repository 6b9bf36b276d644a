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
import io.bytefreezer.transformations.network.IpAddress;
import io.bytefreezer.transformations.network.Network;
import io.bytefreezer.transformations.network.NetworkMap;
import io.bytefreezer.transformations.option.Option;
import io.bytefreezer.transformations.option.Options;
import io.bytefreezer.transformations.option.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells in which network an address is.
 *
 * @param sourceField the address
 * @param networks networks without a label
 * @param labels labels by network
 * @param targetField where the answer goes
 * @param tag tag of events whose address is in one of them
 */
public record Cidr(
        FieldPath sourceField,
        List<String> networks,
        Map<String, String> labels,
        Optional<FieldPath> targetField,
        Optional<String> tag)
        implements Filter {

    private static final int NETWORKS_MAX = 100_000;

    private static final Option<FieldPath> SOURCE_FIELD =
            Option.path("source_field", "Address to look at.").defaultsTo("ip_address");
    private static final Option<List<String>> NETWORKS = Option.texts(
            "networks",
            "Networks such as 10.0.0.0/8 or 2001:db8::/32; the target field says whether any has the address.");
    private static final Option<Map<String, String>> LABELS = Option.textMap(
            "labels",
            "Labels by network; the target field gets that of the smallest network with the address, and is left alone"
                    + " when there is none. A network without a label is its own.");
    private static final Option<FieldPath> TARGET_FIELD =
            Option.path("target_field", "Field to write: true or false, or with labels a label.");
    private static final Option<String> TAG =
            Option.text("tag", "Added to the list _tags of an event whose address is in one of the networks.");

    /** Describes this filter. */
    public static final FilterType TYPE = new FilterType(
            "cidr",
            "Tells whether an address is in one of some networks, or in which. Addresses of version 4 that are mapped into"
                    + " version 6 count as what they are. A text that is no address is in none.",
            List.of(SOURCE_FIELD, NETWORKS, LABELS, TARGET_FIELD, TAG),
            Cidr::bind,
            List.of(
                    Example.becomes("Whether it is one of ours", """
                            {"source_field": "client", "networks": ["10.0.0.0/8", "fd00::/8"], "target_field": "internal"}""", """
                            {"client": "10.1.2.3"}""", """
                            {"client": "10.1.2.3", "internal": true}"""),
                    Example.becomes("Which it is: the smallest counts", """
                            {"labels": {"10.0.0.0/8": "office", "10.20.0.0/16": "lab"}, "target_field": "zone"}""", """
                            {"ip_address": "10.20.30.40"}""", """
                            {"ip_address": "10.20.30.40", "zone": "lab"}"""),
                    Example.becomes("A tag", """
                            {"networks": ["192.0.2.0/24"], "tag": "documentation"}""", """
                            {"ip_address": "::ffff:192.0.2.9"}""", """
                            {"ip_address": "::ffff:192.0.2.9", "_tags": ["documentation"]}"""),
                    Example.becomes("No address", """
                            {"networks": ["192.0.2.0/24"], "target_field": "known"}""", """
                            {"ip_address": "-"}""", """
                            {"ip_address": "-", "known": false}"""),
                    Example.rejected("A number is no address", """
                            {"networks": ["192.0.2.0/24"], "target_field": "known"}""", """
                            {"ip_address": 3221225985}""", ErrorCode.WRONG_TYPE)));

    /** Copies the list and the map. */
    public Cidr {
        networks = List.copyOf(networks);
        labels = new LinkedHashMap<>(labels);
    }

    private static Cidr bind(Options options) {
        return new Cidr(
                options.get(SOURCE_FIELD),
                options.find(NETWORKS).orElse(List.of()),
                options.find(LABELS).orElse(Map.of()),
                options.find(TARGET_FIELD),
                options.find(TAG));
    }

    @Override
    public FilterFunction compile(FilterScope scope) {
        Site config = scope.config();
        if (networks.isEmpty() && labels.isEmpty()) {
            config.report("give 'networks' or 'labels'");
        }
        if (targetField.isEmpty() && tag.isEmpty()) {
            config.report("say what to do: give 'target_field' or 'tag'");
        }
        int count = networks.size() + labels.size();
        if (count > NETWORKS_MAX) {
            config.report("there are " + count + " networks; " + NETWORKS_MAX + " are allowed");
            return FilterFunction.NOTHING;
        }
        List<Entry<Network, String>> labelled = new ArrayList<>(count);
        labels.forEach((network, label) ->
                add(network, label, labelled, config.at("labels").at(network)));
        for (int i = 0; i < networks.size(); i++) {
            add(
                    networks.get(i),
                    networks.get(i),
                    labelled,
                    config.at("networks").at(i));
        }
        NetworkMap<String> map = NetworkMap.of(labelled);
        return event -> apply(event, map);
    }

    private static void add(String text, String label, List<Entry<Network, String>> labelled, Site site) {
        Optional<Network> network = Network.parse(text.strip());
        if (network.isEmpty()) {
            site.report("'" + text + "' is no network such as 10.0.0.0/8 or 2001:db8::/32");
        } else {
            labelled.add(Map.entry(network.get(), label));
        }
    }

    private Verdict apply(Event event, NetworkMap<String> map) {
        Object source = event.get(sourceField);
        if (source == null) {
            return Verdict.PASS;
        }
        if (!(source instanceof String text)) {
            return Sources.wrongType(sourceField, "an address, as text");
        }
        String label = IpAddress.parse(text.strip()).map(map::find).orElse(null);
        Object answer = labels.isEmpty() ? Boolean.valueOf(label != null) : label;
        if (targetField.isPresent() && answer != null && !event.canSet(targetField.get())) {
            return Verdict.pathConflict(targetField.get());
        }
        Verdict tagged = tag.isPresent() && label != null ? Sources.tag(event, tag.get()) : Verdict.PASS;
        return tagged instanceof Verdict.Pass ? write(event, answer) : tagged;
    }

    private Verdict write(Event event, @Nullable Object answer) {
        return targetField.isEmpty() || answer == null ? Verdict.PASS : Sources.set(event, targetField.get(), answer);
    }
}
