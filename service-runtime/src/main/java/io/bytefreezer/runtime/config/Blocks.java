package io.bytefreezer.runtime.config;

import io.bytefreezer.runtime.suggest.Nearest;
import io.bytefreezer.runtime.yaml.Tree;
import io.bytefreezer.runtime.yaml.YamlReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes records out of blocks of keys: the only place with reflection. An option takes, in this order, what the file
 * says, what the environment says, what the enclosing block's default says, and its own default. One owner thread; made
 * for one configuration.
 */
final class Blocks {

    private static final String TYPE_KEY = "type";

    private final Map<String, String> environment;
    private final Problems problems;
    private final Values values;

    Blocks(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
        this.values = new Values(this, problems);
    }

    /**
     * The record, or one of those that the sealed interface permits; empty when a problem has been reported.
     *
     * @param given what the file says
     * @param fallback what the enclosing block's default says
     * @param path names the block in problems; empty for the whole file
     */
    Optional<Object> bind(Class<?> type, Tree.Entries given, Tree.Entries fallback, String path) {
        if (type.isSealed()) {
            return variant(type, given, path);
        }
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type + " cannot be configured");
        }
        return record(type, given, fallback, path);
    }

    private Optional<Object> variant(Class<?> sealed, Tree.Entries given, String path) {
        Map<String, Class<?>> variants = variants(sealed);
        Tree.@Nullable Entry typeEntry = given.entries().get(TYPE_KEY);
        String allowed = "one of " + String.join(", ", variants.keySet());
        if (typeEntry == null) {
            problems.add(given.place(), "missing key 'type'" + under(path) + ": " + allowed);
            return Optional.empty();
        }
        if (!(typeEntry.value() instanceof Tree.Scalar named) || !variants.containsKey(named.text())) {
            String shown = typeEntry.value() instanceof Tree.Scalar scalar
                    ? scalar.shown()
                    : typeEntry.value().kind();
            problems.add(
                    typeEntry.place(),
                    "unknown type '" + shown + "'" + under(path) + ": " + allowed
                            + Nearest.suggestion(shown, variants.keySet()));
            return Optional.empty();
        }
        Map<String, Tree.Entry> options = new LinkedHashMap<>(given.entries());
        options.remove(TYPE_KEY);
        Tree.Entries rest = new Tree.Entries(given.place(), options);
        return record(variants.get(named.text()), rest, Tree.Entries.empty(given.place()), path);
    }

    /** The records that a sealed interface permits, by what the {@code type} key says. */
    static Map<String, Class<?>> variants(Class<?> sealed) {
        Map<String, Class<?>> variants = new LinkedHashMap<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            TypeName named = permitted.getAnnotation(TypeName.class);
            variants.put(named == null ? Option.snakeCase(permitted.getSimpleName()) : named.value(), permitted);
        }
        return variants;
    }

    private Optional<Object> record(Class<?> type, Tree.Entries given, Tree.Entries fallback, String path) {
        List<Option> options = Option.of(type);
        boolean whole = refuseUnknown(options, given, path);
        @Nullable Object[] arguments = new Object[options.size()];
        for (int i = 0; i < arguments.length; i++) {
            Bound bound = option(options.get(i), options, given, fallback, path);
            arguments[i] = bound.value();
            whole &= bound.good();
        }
        return whole ? construct(type, arguments, given.place(), path) : Optional.empty();
    }

    private boolean refuseUnknown(List<Option> options, Tree.Entries given, String path) {
        if (options.stream().anyMatch(Option::rest)) {
            return true;
        }
        List<String> known = options.stream().map(Option::key).toList();
        boolean good = true;
        for (Map.Entry<String, Tree.Entry> entry : given.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                String near = Nearest.suggestion(entry.getKey(), known);
                String help = near.isEmpty() ? "; known keys: " + String.join(", ", known) : near;
                problems.add(entry.getValue().place(), "unknown key '" + entry.getKey() + "'" + under(path) + help);
                good = false;
            }
        }
        return good;
    }

    /** @param good false when a problem has been reported */
    private record Bound(@Nullable Object value, boolean good) {

        static final Bound NOTHING = new Bound(null, true);
        static final Bound BAD = new Bound(null, false);

        static Bound of(Optional<Object> value) {
            return value.map(found -> new Bound(found, true)).orElse(BAD);
        }
    }

    private Bound option(Option option, List<Option> siblings, Tree.Entries given, Tree.Entries fallback, String path) {
        String optionPath = path.isEmpty() ? option.key() : path + "." + option.key();
        if (option.rest()) {
            return Bound.of(rest(siblings, given, path));
        }
        if (option.isBlock()) {
            return block(option, given, fallback, optionPath);
        }
        Optional<Tree> tree = present(given, option.key())
                .map(Tree.Entry::value)
                .or(() -> fromEnvironment(option))
                .or(() -> present(fallback, option.key()).map(Tree.Entry::value))
                .or(() -> byDefault(option));
        if (tree.isPresent()) {
            return Bound.of(values.bind(option.type(), tree.get(), optionPath));
        }
        return absent(option, given, path);
    }

    private Bound absent(Option option, Tree.Entries given, String path) {
        if (option.nullable()) {
            return Bound.NOTHING;
        }
        if (option.raw() == List.class) {
            return new Bound(List.of(), true);
        }
        if (option.raw() == Map.class) {
            return new Bound(Map.of(), true);
        }
        String help = option.variable()
                .map(name -> "; environment variable " + name + " gives it too")
                .orElse("");
        problems.add(given.place(), "missing key '" + option.key() + "'" + under(path) + help);
        return Bound.BAD;
    }

    private Bound block(Option option, Tree.Entries given, Tree.Entries fallback, String path) {
        Tree.Entries stands = present(fallback, option.key())
                .map(Tree.Entry::value)
                .or(() -> byDefault(option))
                .filter(Tree.Entries.class::isInstance)
                .map(Tree.Entries.class::cast)
                .orElse(Tree.Entries.empty(given.place()));
        Optional<Tree.Entry> written = present(given, option.key());
        if (written.isPresent()) {
            return Bound.of(writtenBlock(option, written.get(), stands, path));
        }
        boolean wanted = !option.nullable() || !stands.entries().isEmpty() || inEnvironment(option.raw());
        return wanted ? Bound.of(bind(option.raw(), Tree.Entries.empty(given.place()), stands, path)) : Bound.NOTHING;
    }

    private Optional<Object> writtenBlock(Option option, Tree.Entry written, Tree.Entries stands, String path) {
        return switch (written.value()) {
            // The key's own line: the block starts on the next.
            case Tree.Entries block ->
                bind(option.raw(), new Tree.Entries(written.place(), block.entries()), stands, path);
            case Tree other -> values.bind(option.type(), other, path);
        };
    }

    /** What no option has, flat with dotted names. */
    private Optional<Object> rest(List<Option> options, Tree.Entries given, String path) {
        Map<String, Tree.Entry> others = new LinkedHashMap<>(given.entries());
        options.forEach(option -> others.remove(option.key()));
        Map<String, Object> flat = new LinkedHashMap<>();
        boolean good = flatten("", new Tree.Entries(given.place(), others), flat, path);
        return good ? Optional.of(flat) : Optional.empty();
    }

    private boolean flatten(String prefix, Tree.Entries entries, Map<String, Object> flat, String path) {
        boolean good = true;
        for (Map.Entry<String, Tree.Entry> entry : entries.entries().entrySet()) {
            String name = prefix + entry.getKey();
            if (entry.getValue().value() instanceof Tree.Entries nested) {
                good &= flatten(name + ".", nested, flat, path);
            } else if (present(entries, entry.getKey()).isPresent()) {
                Optional<Object> value =
                        values.bind(Object.class, entry.getValue().value(), path + "." + name);
                value.ifPresent(bound -> flat.put(name, bound));
                good &= value.isPresent();
            }
        }
        return good;
    }

    /** What the key holds; a key with nothing behind it is as good as none. */
    private static Optional<Tree.Entry> present(Tree.Entries entries, String key) {
        return Optional.ofNullable(entries.entries().get(key))
                .filter(entry -> !entry.value().isNull());
    }

    private Optional<Tree> fromEnvironment(Option option) {
        return option.variable()
                .flatMap(name -> Optional.ofNullable(environment.get(name))
                        .filter(text -> !text.isBlank())
                        .map(text -> new Tree.Scalar("environment variable " + name, text.strip(), false, "$" + name)));
    }

    private boolean inEnvironment(Class<?> block) {
        return block.isRecord()
                && Option.of(block).stream()
                        .anyMatch(option -> option.isBlock()
                                ? inEnvironment(option.raw())
                                : fromEnvironment(option).isPresent());
    }

    private static Optional<Tree> byDefault(Option option) {
        return option.byDefault().map(text -> YamlReader.readValue("default of " + option.key(), text));
    }

    private Optional<Object> construct(Class<?> type, @Nullable Object[] arguments, String place, String path) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return Optional.of(canonical.newInstance(arguments));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                problems.add(place, (path.isEmpty() ? "" : path + ": ") + refused.getMessage());
                return Optional.empty();
            }
            throw new IllegalStateException(type + " failed on its configuration", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no usable constructor", e);
        }
    }

    private static String under(String path) {
        return path.isEmpty() ? " at the top" : " under " + path;
    }
}
