package io.bytefreezer.proxy.decode;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the body of a request is cut into events. */
public enum BodyFormat {
    /** By its Content-Type, and by its first character where that says nothing. */
    AUTO,
    /** An object, an array, or lines of objects. */
    JSON,
    /** Each line is an object. */
    NDJSON,
    /** Each line is text. */
    TEXT;

    /** A fresh decoder for one body; passing a limit refuses the body. */
    public Decoder decoder(BodyLimits limits) {
        return switch (this) {
            case AUTO -> new SniffingDecoder(limits);
            case JSON -> new JsonBodyDecoder(limits, false);
            case NDJSON -> LineDecoder.ndjson(limits);
            case TEXT -> LineDecoder.text(limits);
        };
    }

    /**
     * The format that a Content-Type header stands for: {@link #AUTO} where there is none or it says nothing about
     * lines (curl calls everything a form), nothing where the body's characters are not cut by single-byte newlines.
     */
    public static Optional<BodyFormat> ofContentType(@Nullable String header) {
        String text = header == null ? "" : header.toLowerCase(Locale.ROOT);
        if (text.contains("charset=utf-16") || text.contains("charset=utf-32")) {
            return Optional.empty();
        }
        String type = text.split(";", 2)[0].strip();
        return Optional.of(
                switch (type) {
                    case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" ->
                        NDJSON;
                    case "application/json", "text/json" -> JSON;
                    default -> type.endsWith("+json") ? JSON : type.startsWith("text/") ? TEXT : AUTO;
                });
    }
}
