package io.bytefreezer.runtime.config;

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
        reference.section("## " + title, type);
        reference.blocks(title, "", type);
        return reference.page.toString();
    }

    private void section(String heading, Class<?> type) {
        page.append(heading).append("\n\n");
        Optional.ofNullable(type.getAnnotation(Doc.class))
                .ifPresent(doc -> page.append(doc.value()).append("\n\n"));
        List<Option> options = Option.of(type);
        if (!options.isEmpty()) {
            page.append(TABLE);
            options.forEach(this::row);
            page.append('\n');
        }
    }

    private void row(Option option) {
        page.append("| ")
                .append(option.rest() ? "*any other*" : "`" + option.key() + "`")
                .append(" | ")
                .append(typeName(option.type(), option.raw()))
                .append(" | ")
                .append(defaultOf(option))
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
                section("### " + title + ": `" + blockPath + "`", element);
                blocks(title, blockPath + ".", element);
            }
        }
    }

    private void variants(String title, String path, Class<?> sealed) {
        for (Map.Entry<String, Class<?>> variant : Blocks.variants(sealed).entrySet()) {
            section("### " + title + ": `" + path + "` of `type: " + variant.getKey() + "`", variant.getValue());
            blocks(title, path + ".", variant.getValue());
        }
    }

    private static String defaultOf(Option option) {
        if (option.byDefault().isPresent()) {
            return option.byDefault().get().isEmpty()
                    ? ""
                    : "`" + option.byDefault().get() + "`";
        }
        boolean optional = option.nullable()
                || option.isBlock()
                || option.rest()
                || option.raw() == List.class
                || option.raw() == Map.class;
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
