package io.bytefreezer.transformations.filters.text.dissect;

import io.bytefreezer.transformations.event.FieldPath;
import io.bytefreezer.transformations.filters.text.dissect.DissectKey.Kind;
import io.bytefreezer.transformations.option.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a pattern become, worked out once.
 *
 * @param fixed fields whose names stand in the pattern
 * @param named fields whose names stand in the text
 */
record DissectFields(List<Fixed> fixed, List<Named> named) {

    /**
     * A field of one or more values.
     *
     * @param name as the pattern has it
     * @param path where it goes
     * @param values positions of its values, in the order in which they are joined
     * @param joints what goes before each of them: the delimiter before it; nothing before the first
     */
    record Fixed(String name, FieldPath path, List<Integer> values, List<String> joints) {

        String join(@Nullable String[] found) {
            String first = String.valueOf(found[values.getFirst()]);
            if (values.size() == 1) {
                return first;
            }
            StringBuilder joined = new StringBuilder(first);
            for (int i = 1; i < values.size(); i++) {
                joined.append(joints.get(i)).append(found[values.get(i)]);
            }
            return joined.toString();
        }
    }

    /**
     * A field that another value names.
     *
     * @param value position of its value
     * @param name position of the value that is its name; -1 when a field of the event is
     * @param source the name of that value or field
     */
    record Named(int value, int name, FieldPath source) {}

    /** Copies the lists. */
    DissectFields {
        fixed = List.copyOf(fixed);
        named = List.copyOf(named);
    }

    /** The fields of a pattern; what is wrong with their names is reported. */
    static DissectFields of(DissectPattern pattern, Site site) {
        List<DissectKey> keys = pattern.keys();
        Map<String, List<Integer>> byName = new LinkedHashMap<>();
        List<Named> named = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            DissectKey key = keys.get(i);
            switch (key.kind()) {
                case FIELD, APPEND ->
                    byName.computeIfAbsent(key.name(), name -> new ArrayList<>())
                            .add(i);
                case INDIRECT -> named.add(new Named(i, positionOf(key.name(), keys), path(key.name(), site)));
                case SKIP -> {}
            }
        }
        List<Fixed> fixed = new ArrayList<>();
        byName.forEach((name, values) -> fixed.add(fixed(name, values, pattern, site)));
        requireApart(fixed, site);
        return new DissectFields(fixed, named);
    }

    private static Fixed fixed(String name, List<Integer> values, DissectPattern pattern, Site site) {
        List<DissectKey> keys = pattern.keys();
        if (values.stream().filter(i -> keys.get(i).kind() == Kind.FIELD).count() > 1) {
            site.report("field '" + name + "' is there twice; write %{+" + name + "} to append to it");
        }
        List<Integer> ordered = values.stream()
                .sorted(Comparator.comparingInt(i -> keys.get(i).order()))
                .toList();
        List<String> joints = ordered.stream()
                .map(i -> i == 0 ? pattern.prefix() : keys.get(i - 1).delimiter())
                .toList();
        return new Fixed(name, path(name, site), ordered, joints);
    }

    private static int positionOf(String name, List<DissectKey> keys) {
        return IntStream.range(0, keys.size())
                .filter(i -> keys.get(i).kind() != Kind.INDIRECT
                        && keys.get(i).name().equals(name))
                .findFirst()
                .orElse(-1);
    }

    private static FieldPath path(String name, Site site) {
        return FieldPath.parse(name).orElseGet(() -> {
            site.report("'" + name + "' is no name of a field such as a.b or [a][b]");
            return FieldPath.of("unnamed");
        });
    }

    /** One field cannot be a text and hold another. */
    private static void requireApart(List<Fixed> fields, Site site) {
        for (Fixed outer : fields) {
            for (Fixed inner : fields) {
                List<String> path = inner.path().segments();
                int depth = outer.path().segments().size();
                if (!outer.equals(inner)
                        && depth <= path.size()
                        && path.subList(0, depth).equals(outer.path().segments())) {
                    site.report("'" + outer.name() + "' and '" + inner.name() + "' cannot both be fields");
                }
            }
        }
    }
}
