package io.bytefreezer.houserules;

import io.bytefreezer.transformations.filter.Example;
import io.bytefreezer.transformations.filter.FilterType;
import io.bytefreezer.transformations.filters.Filters;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.formats.Formats;
import io.bytefreezer.transformations.option.Option;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the reference of filters and formats from what they say of themselves. */
final class TransformationDocs {

    static final Path FOLDER = Repository.ROOT.resolve("docs/transformations");

    private static final Path README = FOLDER.resolve("README.md");
    private static final String GENERATED = "This page is generated from the code.\n\n";

    /** A constant with its comment, of at most a few lines. */
    private static final Pattern ERROR_CODE =
            Pattern.compile("/\\*\\*\\s+(.*?)\\s+\\*/\\s+([A-Z_]+)[,;]", Pattern.DOTALL);

    private static final Path ERROR_CODES = Repository.ROOT.resolve(
            "transformations/src/main/java/io/bytefreezer/transformations/event/ErrorCode.java");

    private TransformationDocs() {}

    /** All pages, with the tables in the README brought up to date. */
    static Map<Path, String> pages() {
        Map<Path, String> pages = new LinkedHashMap<>();
        String readme = Repository.read(README);
        readme = withSection(readme, "filters", filterTables());
        readme = withSection(readme, "formats", formatTable());
        pages.put(README, withSection(readme, "errors", errorTable()));
        for (Filters.Group group : Filters.GROUPS) {
            group.types()
                    .forEach(type ->
                            pages.put(FOLDER.resolve("filters/" + type.name() + ".md"), page(type, group.title())));
        }
        Formats.ALL.forEach(type -> pages.put(FOLDER.resolve("formats/" + type.name() + ".md"), page(type)));
        return pages;
    }

    /** A page written by hand has its tables between two comments that name them. */
    private static String withSection(String page, String name, String content) {
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- /" + name + " -->\n";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new AssertionError(
                    README + " has no section between '" + begin.strip() + "' and '" + end.strip() + "'");
        }
        return page.substring(0, from + begin.length()) + "\n" + content + "\n" + page.substring(to);
    }

    private static String filterTables() {
        StringBuilder tables = new StringBuilder();
        for (Filters.Group group : Filters.GROUPS) {
            if (!group.types().isEmpty()) {
                tables.append(tables.isEmpty() ? "" : "\n").append("### ").append(group.title());
                tables.append("\n\n| filter | what it does |\n| --- | --- |\n");
                group.types().forEach(type -> tables.append(row("filters", type.name(), type.summary())));
            }
        }
        return tables.toString();
    }

    private static String formatTable() {
        StringBuilder table = new StringBuilder("| format | what it reads |\n| --- | --- |\n");
        Formats.ALL.forEach(type -> table.append(row("formats", type.name(), type.summary())));
        return table.toString();
    }

    private static String errorTable() {
        StringBuilder table = new StringBuilder("| code | why |\n| --- | --- |\n");
        Matcher code = ERROR_CODE.matcher(Repository.read(ERROR_CODES).split("enum ErrorCode", 2)[1]);
        while (code.find()) {
            String why = code.group(1).replaceAll("\\s*\\R\\s*\\*\\s*", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
            table.append("| `%s` | %s |\n".formatted(code.group(2), cell(why)));
        }
        return table.toString();
    }

    private static String row(String folder, String name, String summary) {
        return "| [`%s`](%s/%s.md) | %s |\n".formatted(name, folder, name, cell(firstSentence(summary)));
    }

    /** Up to the first full stop that ends a sentence, and not an abbreviation before a small letter. */
    private static String firstSentence(String text) {
        return text.split("(?<=[.!?])\\s+(?=\\p{Lu})", 2)[0];
    }

    private static String page(FilterType type, String group) {
        StringBuilder page = new StringBuilder("# `%s`\n\n".formatted(type.name()));
        page.append(prose(type.summary())).append("\n\n");
        page.append("A [filter](../README.md#filters) of the group “%s”. ".formatted(group))
                .append(GENERATED);
        page.append("## Options\n\n").append(options(type.options())).append("\n## Examples\n");
        for (Example example : type.examples()) {
            page.append("\n### ").append(prose(example.title())).append("\n\n");
            page.append(block(
                    "json",
                    "{\"type\": \"%s\", \"config\": %s}"
                            .formatted(type.name(), example.config().strip())));
            page.append("\nBefore:\n\n").append(block("json", example.input())).append('\n');
            page.append(result(example.result()));
        }
        return page.toString();
    }

    private static String result(Example.Result result) {
        return switch (result) {
            case Example.Becomes becomes -> "After:\n\n" + block("json", becomes.json());
            case Example.Dropped dropped -> "The event is dropped, with the reason `%s`.\n".formatted(dropped.reason());
            case Example.Rejected rejected ->
                "The event is rejected with [`%s`](../README.md#error-codes).\n".formatted(rejected.code());
        };
    }

    private static String page(FormatType type) {
        StringBuilder page = new StringBuilder("# `%s`\n\n".formatted(type.name()));
        page.append(prose(type.summary())).append("\n\n");
        if (!type.hints().isEmpty()) {
            page.append("Hints of an input that mean it: `%s`.\n\n".formatted(String.join("`, `", type.hints())));
        }
        page.append("A [format](../README.md#formats). ").append(GENERATED);
        page.append("## Options\n\n").append(options(type.options())).append("\n## Examples\n");
        for (FormatExample example : type.examples()) {
            page.append("\n### ").append(prose(example.title())).append("\n\n");
            page.append(block("json", parse(type, example.config().strip())));
            page.append("\nPayload:\n\n")
                    .append(block("text", example.payload()))
                    .append('\n');
            page.append(result(example.result()));
        }
        return page.toString();
    }

    private static String parse(FormatType type, String config) {
        String options = config.substring(1, config.length() - 1).strip();
        return "{\"parse\": {\"format\": \"%s\"%s}}".formatted(type.name(), options.isEmpty() ? "" : ", " + options);
    }

    private static String result(FormatExample.Result result) {
        return switch (result) {
            case FormatExample.Events events ->
                events.json().isEmpty()
                        ? "No event comes of it.\n"
                        : "Becomes:\n\n" + block("json", String.join("\n", events.json()));
            case FormatExample.Rejected rejected ->
                "The payload is rejected with [`%s`](../README.md#error-codes).\n".formatted(rejected.code());
        };
    }

    private static String options(List<Option<?>> options) {
        if (options.isEmpty()) {
            return "There are none.\n";
        }
        StringBuilder table =
                new StringBuilder("| option | type | default | description |\n| --- | --- | --- | --- |\n");
        for (Option<?> option : options) {
            String byDefault = option.isRequired() ? "required" : literal(option.defaultJson());
            table.append("| `%s` | %s | %s | %s |\n"
                    .formatted(option.name(), cell(option.type().words()), byDefault, cell(option.description())));
        }
        return table.toString();
    }

    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> "`\"" + visible(text).replace("|", "\\|") + "\"`";
            default -> "`" + String.valueOf(value).replace("|", "\\|") + "`";
        };
    }

    private static String block(String language, String text) {
        return "```" + language + "\n" + visible(text.stripTrailing()) + "\n```\n";
    }

    /** Characters that no page shows, as their pictures: U+2401 for U+0001, and so on. */
    private static String visible(String text) {
        return text.chars()
                .map(c -> c < ' ' && c != '\n' && c != '\t' ? 0x2400 + c : c == 0x7F ? 0x2421 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String cell(String text) {
        return prose(text).replace("|", "\\|").replaceAll("\\s+", " ");
    }

    /** What stands between backticks is meant as Markdown, nothing else is. */
    static String prose(String text) {
        StringBuilder escaped = new StringBuilder();
        String[] parts = text.split("`", -1);
        boolean balanced = parts.length % 2 == 1;
        for (int i = 0; i < parts.length; i++) {
            boolean isCode = balanced && i % 2 == 1;
            escaped.append(i == 0 ? "" : balanced ? "`" : "\\`");
            escaped.append(isCode ? parts[i] : escape(parts[i]));
        }
        return escaped.toString();
    }

    /** An underscore within a word is none to Markdown. */
    private static String escape(String text) {
        return text.replaceAll("([\\\\*<>\\[\\]#])", "\\\\$1")
                .replaceAll("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])", "\\\\_");
    }
}
