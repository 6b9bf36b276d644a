package io.bytefreezer.proxy.join;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Lines of containers' logs, {@code time stream tags message}, as Kubernetes' Container Runtime Interface has them: a line whose
 * tag is {@code P} goes on in the next one of its stream, one with {@code F} ends there. Anything else stands alone.
 */
public record CriLines() implements LineRule {

    private static final Place ALONE = new Place("", Part.ALONE);
    private static final List<String> STREAMS = List.of("stdout", "stderr");

    /** Longer than a time with nanoseconds and zone, a stream and the tag. */
    private static final int HEADER_BYTES_MAX = 80;

    @Override
    public Place of(byte[] line) {
        String header = new String(line, 0, Math.min(line.length, HEADER_BYTES_MAX), StandardCharsets.ISO_8859_1);
        int start = header.indexOf(' ') + 1;
        return STREAMS.stream()
                .filter(stream -> start > 1 && header.startsWith(stream + " ", start))
                .findFirst()
                .flatMap(stream -> place(stream, header, start + stream.length() + 1))
                .orElse(ALONE);
    }

    /** Where a line with this tag belongs; further tags may follow after a colon. */
    private static Optional<Place> place(String stream, String header, int tag) {
        if (tag >= header.length() || !isEndOfTag(header, tag + 1)) {
            return Optional.empty();
        }
        return switch (header.charAt(tag)) {
            case 'P' -> Optional.of(new Place(stream, Part.FURTHER));
            case 'F' -> Optional.of(new Place(stream, Part.LAST));
            default -> Optional.empty();
        };
    }

    private static boolean isEndOfTag(String header, int at) {
        return at == header.length() || header.charAt(at) == ' ' || header.charAt(at) == ':';
    }
}
