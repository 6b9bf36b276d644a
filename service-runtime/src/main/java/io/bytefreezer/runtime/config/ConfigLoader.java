package io.bytefreezer.runtime.config;

import io.bytefreezer.runtime.yaml.Placeholders;
import io.bytefreezer.runtime.yaml.Tree;
import io.bytefreezer.runtime.yaml.YamlException;
import io.bytefreezer.runtime.yaml.YamlReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a YAML file and the environment into a configuration record. Components are options by their names in snake
 * case; {@link Doc}, {@link Default}, {@link Env}, {@link Rest} and {@code @Nullable} on them say the rest. Compact
 * constructors check values: an {@link IllegalArgumentException} becomes a problem with the line of its block.
 *
 * <p>Options are text, numbers, booleans, {@link java.time.Duration} ({@code 5s}), {@link DataSize} ({@code 64MiB}),
 * {@link Secret}, {@link java.net.URI}, {@link Path}, enums, ids, records (blocks of their own), sealed interfaces (a
 * block whose {@code type} chooses the record), and lists and maps of all these.
 */
public final class ConfigLoader {

    /** Largest file that is read. */
    public static final DataSize FILE_MAX = DataSize.ofMebibytes(1);

    private ConfigLoader() {}

    /**
     * The configuration in the file, or what the environment alone gives.
     *
     * @param file the file, or null for none
     * @param environment usually {@code System.getenv()}
     * @throws ConfigException with everything that is wrong
     */
    public static <C extends Record> C load(Class<C> type, @Nullable Path file, Map<String, String> environment) {
        return file == null
                ? parse(type, "configuration", "", environment)
                : parse(type, label(file), text(file), environment);
    }

    /**
     * The configuration in a text.
     *
     * @param label names the text in problems
     * @throws ConfigException with everything that is wrong
     */
    public static <C extends Record> C parse(
            Class<C> type, String label, String yaml, Map<String, String> environment) {
        Problems problems = new Problems();
        try {
            Tree.Entries tree = Placeholders.fill(YamlReader.readBlock(label, yaml), environment, problems::add);
            return bound(type, tree, environment, problems);
        } catch (YamlException e) {
            throw new ConfigException(List.of(new ConfigProblem(e.place(), e.problem())));
        }
    }

    /**
     * Options that came from somewhere else, for example from the control plane: nothing of the environment gets into
     * them.
     *
     * @param type a record, or a sealed interface of records when the values have a {@code type}
     * @param label names them in problems
     * @param values text, numbers, booleans, lists and maps
     * @throws ConfigException with everything that is wrong
     */
    public static <C> C bind(Class<C> type, String label, Map<String, ? extends @Nullable Object> values) {
        return bound(type, entries(label, values), Map.of(), new Problems());
    }

    private static <C> C bound(Class<C> type, Tree.Entries tree, Map<String, String> environment, Problems problems) {
        var value = new Blocks(environment, problems).bind(type, tree, Tree.Entries.empty(tree.place()), "");
        problems.throwIfAny();
        return type.cast(value.orElseThrow(() -> new IllegalStateException("a failure was not reported")));
    }

    private static Tree.Entries entries(String label, Map<?, ?> values) {
        Map<String, Tree.Entry> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(String.valueOf(key), new Tree.Entry(label, tree(label, value))));
        return new Tree.Entries(label, entries);
    }

    private static Tree tree(String label, @Nullable Object value) {
        return switch (value) {
            case null -> new Tree.Scalar(label, "", true, "");
            case Map<?, ?> map -> entries(label, map);
            case List<?> list ->
                new Tree.Items(
                        label, list.stream().map(item -> tree(label, item)).toList());
            case String text -> new Tree.Scalar(label, text, false, text);
            default -> new Tree.Scalar(label, value.toString(), true, value.toString());
        };
    }

    private static String label(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > FILE_MAX.bytes()) {
                throw unreadable(file, "larger than " + FILE_MAX);
            }
            byte[] bytes = Files.readAllBytes(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable(file, "it cannot be read: " + e.getMessage());
        }
    }

    private static ConfigException unreadable(Path file, String why) {
        return new ConfigException(List.of(new ConfigProblem(file.toString(), why)));
    }
}
