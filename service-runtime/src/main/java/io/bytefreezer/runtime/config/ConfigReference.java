package io.bytefreezer.runtime.config;

import io.bytefreezer.runtime.yaml.Tree;
import io.bytefreezer.runtime.yaml.YamlReader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the reference page of a configuration record: what {@link ConfigLoader} reads, from the same annotations. */
public final class ConfigReference {

    private static final String TABLE = """
            | key | type | default | environment | what for |
            | --- | --- | --- | --- | --- |
            """;

    private final StringBuilder page = new StringBuilder();

    private ConfigReference() {}

    /** A Markdown section with one table per block. */
    public static String markdown(String title, Class<? extends Record> type) {
        ConfigReference reference = new ConfigReference();
        reference.section("## " + title, type, Optional.empty());
        reference.blocks(title, "", type);
        return reference.page.toString();
    }

    /** @param given default of the whole block, whose keys stand before those of its options */
    private void section(String heading, Class<?> type, Optional<String> given) {
        Tree.Entries defaults = YamlReader.readBlock("default of " + heading, given.orElse(""));
        page.append(heading).append("\n\n");
        Optional.ofNullable(type.getAnnotation(Doc.class))
                .ifPresent(doc -> page.append(doc.value()).append("\n\n"));
        List<Option> options = Option.of(type);
        if (!options.isEmpty()) {
            page.append(TABLE);
            options.forEach(option -> row(option, defaults));
            page.append('\n');
        }
    }

    private void row(Option option, Tree.Entries defaults) {
        page.append("| ")
                .append(option.rest() ? "*any other*" : "`" + option.key() + "`")
                .append(" | ")
                .append(typeName(option.type(), option.raw()))
                .append(" | ")
                .append(defaultOf(option, defaults))
                .append(" | ")
                .append(option.variable().map(name -> "`" + name + "`").orElse(""))
                .append(" | ")
                .append(option.doc().orElse(""))
                .append(" |\n");
    }

    private void blocks(String title, String path, Class<?> type) {
        for (Option option : Option.of(type)) {
            String optionPath = path + option.key();
            Class<?> element = element(option);
            if (element.isSealed()) {
                variants(title, optionPath + (element == option.raw() ? "" : "[]"), element);
            } else if (element.isRecord() && !Scalars.knows(element)) {
                String blockPath = optionPath + (element == option.raw() ? "" : "[]");
                section(
                        "### " + title + ": `" + blockPath + "`",
                        element,
                        option.byDefault().filter(text -> option.isBlock()));
                blocks(title, blockPath + ".", element);
            }
        }
    }

    private void variants(String title, String path, Class<?> sealed) {
        for (Map.Entry<String, Class<?>> variant : Blocks.variants(sealed).entrySet()) {
            section(
                    "### " + title + ": `" + path + "` of `type: " + variant.getKey() + "`",
                    variant.getValue(),
                    Optional.empty());
            blocks(title, path + ".", variant.getValue());
        }
    }

    private static String defaultOf(Option option, Tree.Entries defaults) {
        if (option.isBlock()) {
            return "";
        }
        Tree.Entry given = defaults.entries().get(option.key());
        if (given != null && given.value() instanceof Tree.Scalar scalar) {
            return "`" + scalar.text() + "`";
        }
        Optional<String> byDefault = option.byDefault();
        if (byDefault.isPresent()) {
            return byDefault.get().isEmpty() ? "" : "`" + byDefault.get() + "`";
        }
        boolean optional = option.nullable() || option.raw() == List.class || option.raw() == Map.class;
        return optional ? "" : "*required*";
    }

    private static String typeName(Type type, Class<?> raw) {
        if (Scalars.knows(raw)) {
            return Scalars.name(raw);
        }
        if (raw == List.class) {
            Class<?> element = argument(type, 0);
            return Scalars.knows(element) ? "list of " + Scalars.name(element) : "list of blocks";
        }
        return raw == Map.class ? "keys and values" : "block";
    }

    /** What a list or map holds, or the type itself. */
    private static Class<?> element(Option option) {
        if (option.raw() == List.class) {
            return argument(option.type(), 0);
        }
        return option.raw() == Map.class ? argument(option.type(), 1) : option.raw();
    }

    private static Class<?> argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                        && parameterized.getActualTypeArguments()[index] instanceof Class<?> argument
                ? argument
                : Object.class;
    }
}
