package io.bytefreezer.query.result;

import java.io.OutputStream;

/** The forms an answer can have. */
public enum ResultFormat {
    /** One JSON object with columns, rows and totals. */
    JSON("application/json"),
    /** A JSON object per row and line. */
    NDJSON("application/x-ndjson"),
    /** RFC 4180 with a header line. */
    CSV("text/csv");

    private final String mediaType;

    ResultFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type by which a client asks for it, and with which it is sent. */
    public String mediaType() {
        return mediaType;
    }

    /** A writer of this form. */
    public ResultWriter writer(OutputStream out) {
        return switch (this) {
            case JSON -> new JsonResult(out);
            case NDJSON -> new NdjsonResult(out);
            case CSV -> new CsvResult(out);
        };
    }
}
