package io.bytefreezer.houserules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it is
 * @param lines its lines
 */
record Markdown(Path file, List<String> lines) {

    private static final Pattern FENCE = Pattern.compile("^(\\s*)```\\s*(.*)$");
    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]\\[]*]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern INLINE_CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*)$");

    /**
     * A block of code.
     *
     * @param line its first line in the page, counted from 1
     * @param info what stands behind the fence, e.g. {@code yaml proxy}
     * @param text what is in it, without the indentation of the fence
     */
    record Block(int line, String info, String text) {}

    /**
     * Something on a line of the page.
     *
     * @param line counted from 1
     */
    record Mention(int line, String text) {}

    /** The README and every page under docs. */
    static List<Markdown> pages() {
        return Stream.concat(
                        Stream.of(Repository.ROOT.resolve("README.md")),
                        Repository.files(Repository.ROOT.resolve("docs"), ".md").stream())
                .map(Markdown::read)
                .toList();
    }

    static Markdown read(Path file) {
        return new Markdown(file, Repository.read(file).lines().toList());
    }

    String place(int line) {
        return Repository.name(file) + ":" + line;
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher open = FENCE.matcher(lines.get(i));
            if (open.matches()) {
                int indent = open.group(1).length();
                int start = i + 1;
                StringBuilder text = new StringBuilder();
                for (i++; i < lines.size() && !FENCE.matcher(lines.get(i)).matches(); i++) {
                    String line = lines.get(i);
                    text.append(line.substring(Math.min(indent, line.length()))).append('\n');
                }
                blocks.add(new Block(start + 1, open.group(2).strip(), text.toString()));
            }
        }
        return blocks;
    }

    /** Lines of code blocks, and what stands between backticks elsewhere. */
    List<Mention> code() {
        List<Mention> found = new ArrayList<>();
        blocks().forEach(block -> {
            List<String> inside = block.text().replace("\\\n", " ").lines().toList();
            inside.forEach(line -> found.add(new Mention(block.line(), line)));
        });
        prose().forEach(line -> INLINE_CODE
                .matcher(line.text())
                .results()
                .forEach(code -> found.add(new Mention(line.line(), code.group(1)))));
        return found;
    }

    /** Targets of links. */
    List<Mention> links() {
        List<Mention> found = new ArrayList<>();
        prose().forEach(line -> LINK.matcher(INLINE_CODE.matcher(line.text()).replaceAll("code"))
                .results()
                .forEach(link -> found.add(new Mention(line.line(), link.group(1)))));
        return found;
    }

    /** Names of headings as links write them. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        for (Mention line : prose()) {
            Matcher heading = HEADING.matcher(line.text());
            if (heading.matches()) {
                String text = heading.group(1).toLowerCase(Locale.ROOT);
                anchors.add(text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
            }
        }
        return anchors;
    }

    private List<Mention> prose() {
        List<Mention> prose = new ArrayList<>();
        boolean inBlock = false;
        for (int i = 0; i < lines.size(); i++) {
            boolean fence = FENCE.matcher(lines.get(i)).matches();
            if (!fence && !inBlock) {
                prose.add(new Mention(i + 1, lines.get(i)));
            }
            inBlock ^= fence;
        }
        return prose;
    }
}
