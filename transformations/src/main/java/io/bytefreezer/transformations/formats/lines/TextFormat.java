package io.bytefreezer.transformations.formats.lines;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.Detector;
import io.bytefreezer.transformations.format.Format;
import io.bytefreezer.transformations.format.FormatExample;
import io.bytefreezer.transformations.format.FormatFunction;
import io.bytefreezer.transformations.format.FormatScope;
import io.bytefreezer.transformations.format.FormatType;
import io.bytefreezer.transformations.format.Text;
import io.bytefreezer.transformations.option.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any text.
 *
 * @param lines whether each line is an event
 * @param multiline which lines are put together
 */
public record TextFormat(boolean lines, Optional<MultilineOptions> multiline) implements Format {

    private static final Option<Boolean> LINES = Option.flag(
                    "lines", "Makes each line that is not blank an event, instead of the whole payload.")
            .defaultsTo(false);
    private static final Option<MultilineOptions> MULTILINE = Option.of(
            "multiline",
            MultilineOptions.TYPE,
            "Makes lines that belong together, such as a stack trace, one event, and other lines events of their own. It has"
                    + " either `start`, an RE2 pattern of the first line of an event, or `continue`, one of the further lines;"
                    + " and `lines_max` (1000) and `bytes_max` (1 MiB), beyond which what goes on is an event of its own and"
                    + " the one before has `_cut` true. Lines of other payloads are not waited for: where senders send each line"
                    + " by itself, `multiline` of the proxy's input puts them together.");

    /** Marks a block that is not whole. */
    private static final String CUT_FIELD = "_cut";

    /** Describes this format. */
    public static final FormatType TYPE = new FormatType(
            "text",
            "Any text is one event with the field `message`; with `lines`, each of its lines is, and with `multiline`, each"
                    + " group of lines that belong together. Bytes that are not UTF-8 are kept in `_raw_base64`.",
            List.of("text", "raw", "log", "text/plain"),
            Detector.NEVER,
            List.of(LINES, MULTILINE),
            options -> new TextFormat(options.get(LINES), options.find(MULTILINE)),
            List.of(
                    FormatExample.events("A line", "disk full on /var\n", """
                            {"message": "disk full on /var"}"""),
                    FormatExample.configured("Each line", """
                            {"lines": true}""", "disk full on /var\n\ndisk full on /home\n", """
                            {"message": "disk full on /var"}""", """
                            {"message": "disk full on /home"}"""),
                    FormatExample.configured(
                            "Stack traces in Java: lines that go on are indented, or name a cause",
                            """
                            {"multiline": {"continue": "^[ \\\\t]|^Caused by:"}}""",
                            "started\nIllegalState: no\n\tat A.run(A.java:7)\nCaused by: Io: gone\n\tat B.get(B.java:2)\nstopped\n",
                            """
                            {"message": "started"}""",
                            """
                            {"message": "IllegalState: no\\n\\tat A.run(A.java:7)\\nCaused by: Io: gone\\n\\tat B.get(B.java:2)"}""",
                            """
                            {"message": "stopped"}"""),
                    FormatExample.configured(
                            "Each event begins with a date",
                            """
                            {"multiline": {"start": "^\\\\d{4}-\\\\d{2}-\\\\d{2}"}}""",
                            "2026-10-11 22:14:15 query\nselect 1\n\nfrom t\n2026-10-11 22:14:16 done\n",
                            """
                            {"message": "2026-10-11 22:14:15 query\\nselect 1\\n\\nfrom t"}""",
                            """
                            {"message": "2026-10-11 22:14:16 done"}""")));

    @Override
    public FormatFunction compile(FormatScope scope) {
        Limits limits = scope.limits();
        if (multiline.isPresent()) {
            MultilineRule rule = multiline
                    .get()
                    .compile(limits, scope.config().at("multiline"))
                    .orElse(null);
            if (rule != null) {
                return input -> blocks(input.payload(), rule, limits);
            }
        }
        if (lines) {
            return input -> Lines.events(input.payload(), limits, Text::fields);
        }
        return input -> List.of(Text.of(input.payload()).fields());
    }

    private static List<Map<String, @Nullable Object>> blocks(byte[] payload, MultilineRule rule, Limits limits)
            throws EventException {
        EventList events = new EventList(limits);
        MultilineAssembler assembler = new MultilineAssembler(rule);
        Lines.each(payload, line -> add(assembler.feed(withoutCarriageReturn(line)), events));
        add(assembler.flush(), events);
        return events.list();
    }

    private static void add(MultilineAssembler.@Nullable Block block, EventList events) throws EventException {
        if (block != null && !Lines.isBlank(block.bytes())) {
            Map<String, @Nullable Object> event = Text.of(block.bytes()).fields();
            if (block.cut()) {
                event.put(CUT_FIELD, true);
            }
            events.add(event);
        }
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        int length = line.length;
        return length > 0 && line[length - 1] == '\r' ? Arrays.copyOf(line, length - 1) : line;
    }
}
