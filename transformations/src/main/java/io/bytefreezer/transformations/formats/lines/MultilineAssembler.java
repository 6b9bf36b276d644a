package io.bytefreezer.transformations.formats.lines;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines together that belong together, such as a stack trace. Lines go in one by one; a block comes out when the line is fed
 * that begins the next, when it is as large as the rule allows, or when it is flushed.
 *
 * <p>Feed the lines of a payload and flush at its end: lines of several payloads are put together by the proxy's inputs, which
 * still see them in their order.
 *
 * <p>Belongs to one thread.
 */
public final class MultilineAssembler {

    private final MultilineRule rule;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private int lines;

    /** An assembler that has no line yet. */
    public MultilineAssembler(MultilineRule rule) {
        this.rule = rule;
    }

    /**
     * Lines that belong together.
     *
     * @param bytes the lines, LF between them
     * @param cut whether it ends because of the rule's size, so that the next block goes on with it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not shared
    public record Block(byte[] bytes, boolean cut) {}

    /** Takes a line without its end; gives the block that it completes, or null. */
    public @Nullable Block feed(byte[] line) {
        boolean first = lines == 0 || rule.starts(new String(line, StandardCharsets.UTF_8));
        boolean full = lines >= rule.linesMax() || (long) pending.size() + 1 + line.length > rule.bytesMax();
        Block completed = lines > 0 && (first || full) ? take(!first) : null;
        if (lines > 0) {
            pending.write('\n');
        }
        pending.writeBytes(line);
        lines++;
        return completed;
    }

    /** Gives what is left; null when there is nothing. */
    public @Nullable Block flush() {
        return lines == 0 ? null : take(false);
    }

    private Block take(boolean cut) {
        Block block = new Block(pending.toByteArray(), cut);
        pending.reset();
        lines = 0;
        return block;
    }
}
