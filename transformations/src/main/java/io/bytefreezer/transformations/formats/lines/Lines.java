package io.bytefreezer.transformations.formats.lines;

import io.bytefreezer.transformations.event.EventException;
import io.bytefreezer.transformations.event.Limits;
import io.bytefreezer.transformations.format.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a payload. A line ends with LF, CR LF or the payload; a payload of one line is not copied. What is wrong with a
 * line is told with its number.
 */
public final class Lines {

    private Lines() {}

    /** Takes lines as bytes, without their LF; a CR may be left. */
    @FunctionalInterface
    public interface BytesReader {

        /** Takes the next line. */
        void read(byte[] line) throws EventException;
    }

    /** Takes lines as text. */
    @FunctionalInterface
    public interface TextReader {

        /** Takes the next line. */
        void read(Text line) throws EventException;
    }

    /** Makes events of lines. */
    @FunctionalInterface
    public interface Parser {

        /** The event that a line is. */
        Map<String, @Nullable Object> parse(Text line) throws EventException;
    }

    /** Hands over every line, the empty ones too. */
    public static void each(byte[] payload, BytesReader reader) throws EventException {
        int line = 1;
        int start = 0;
        while (start < payload.length) {
            int end = endOfLine(payload, start);
            boolean whole = start == 0 && end >= payload.length - 1;
            try {
                reader.read(whole && end == payload.length ? payload : Arrays.copyOfRange(payload, start, end));
            } catch (EventException e) {
                throw whole ? e : new EventException(e.code(), "line " + line + ": " + e.detail());
            }
            start = end + 1;
            line++;
        }
    }

    /** Hands over every line that is not blank. */
    public static void eachFilled(byte[] payload, TextReader reader) throws EventException {
        each(payload, line -> {
            if (!isBlank(line)) {
                reader.read(Text.of(line));
            }
        });
    }

    /** One event of each line that is not blank. */
    public static List<Map<String, @Nullable Object>> events(byte[] payload, Limits limits, Parser parser)
            throws EventException {
        EventList events = new EventList(limits);
        eachFilled(payload, line -> {
            Map<String, @Nullable Object> event = parser.parse(line);
            line.addRaw(event);
            events.add(event);
        });
        return events.list();
    }

    /** Whether there is nothing in these bytes but blanks, tabs and ends of lines. */
    public static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    private static int endOfLine(byte[] payload, int start) {
        int end = start;
        while (end < payload.length && payload[end] != '\n') {
            end++;
        }
        return end;
    }
}
