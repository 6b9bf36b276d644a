package io.bytefreezer.runtime.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 into a {@link Tree}. It works from the parser's events, so that no text can make it recurse without end
 * or grow without bound: depth is limited and aliases, by which a small text becomes a huge tree, are refused. One owner
 * thread; made for one text.
 */
public final class YamlReader {

    /** Deepest nesting that is read. */
    public static final int DEPTH_MAX = 32;

    private final String label;
    private final Iterator<Event> events;

    private YamlReader(String label, Iterator<Event> events) {
        this.label = label;
        this.events = events;
    }

    /**
     * The mapping that the text holds; an empty text holds an empty one.
     *
     * @param label names the text in places, e.g. {@code proxy.yaml}
     * @throws YamlException when the text is not one YAML document, or not a mapping
     */
    public static Tree.Entries readBlock(String label, String text) {
        Tree tree = readValue(label, text);
        if (tree instanceof Tree.Entries entries) {
            return entries;
        }
        if (tree.isNull()) {
            return Tree.Entries.empty(label);
        }
        throw new YamlException(tree.place(), "expected keys and values, found " + tree.kind());
    }

    /**
     * The value that the text holds.
     *
     * @throws YamlException when the text is not one YAML document
     */
    public static Tree readValue(String label, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(label).build();
        try {
            return new YamlReader(label, new Parse(settings).parseString(text).iterator()).document();
        } catch (MarkedYamlEngineException e) {
            throw new YamlException(place(label, e.getProblemMark()), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new YamlException(label, "not YAML: it holds characters that YAML does not allow");
        }
    }

    private Tree document() {
        Tree tree = new Tree.Scalar(label, "", true, "");
        boolean seen = false;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (seen) {
                        throw new YamlException(place(event), "a second document starts here: one is read");
                    }
                    seen = true;
                    tree = node(events.next(), 0);
                }
                case StreamStart,
                        StreamEnd,
                        DocumentEnd,
                        Comment,
                        Alias,
                        Scalar,
                        SequenceStart,
                        SequenceEnd,
                        MappingStart,
                        MappingEnd -> {}
            }
        }
        return tree;
    }

    private Tree node(Event event, int depth) {
        if (depth > DEPTH_MAX) {
            throw new YamlException(place(event), "nested deeper than " + DEPTH_MAX + " levels");
        }
        return switch (event) {
            case ScalarEvent scalar ->
                new Tree.Scalar(place(event), scalar.getValue(), scalar.isPlain(), scalar.getValue());
            case SequenceStartEvent start -> items(start, depth);
            case MappingStartEvent start -> entries(start, depth);
            case AliasEvent alias ->
                throw new YamlException(place(alias), "aliases (*name) are not read: write the value out");
            default -> throw new YamlException(place(event), "not YAML: a value is missing");
        };
    }

    private Tree items(SequenceStartEvent start, int depth) {
        List<Tree> items = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(node(next, depth + 1));
        }
        return new Tree.Items(place(start), items);
    }

    private Tree entries(MappingStartEvent start, int depth) {
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            if (!(next instanceof ScalarEvent key)) {
                throw new YamlException(place(next), "a key must be plain text");
            }
            Tree value = node(events.next(), depth + 1);
            if (entries.putIfAbsent(key.getValue(), new Tree.Entry(place(key), value)) != null) {
                throw new YamlException(place(key), "key '" + key.getValue() + "' is there twice");
            }
        }
        return new Tree.Entries(place(start), entries);
    }

    private String place(Event event) {
        return place(label, event.getStartMark());
    }

    private static String place(String label, Optional<Mark> mark) {
        return mark.map(at -> label + ":" + (at.getLine() + 1)).orElse(label);
    }
}
