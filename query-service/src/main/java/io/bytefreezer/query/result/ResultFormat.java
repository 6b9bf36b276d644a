package io.bytefreezer.query.result;

import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The forms an answer can have. */
public enum ResultFormat {
    /** One JSON object with columns, rows and totals. */
    JSON("application/json"),
    /** A JSON object per row and line. */
    NDJSON("application/x-ndjson"),
    /** RFC 4180 with a header line. */
    CSV("text/csv"),
    /** A Parquet file. */
    PARQUET("application/vnd.apache.parquet"),
    /** Arrow's streaming format. */
    ARROW("application/vnd.apache.arrow.stream");

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
        return writer(out, null);
    }

    /** A writer of a part of a result in this form; of the whole when the page is null. */
    public ResultWriter writer(OutputStream out, @Nullable ResultPage page) {
        return switch (this) {
            case JSON -> new JsonResult(out, page);
            case NDJSON -> new NdjsonResult(out);
            case CSV -> new CsvResult(out);
            case PARQUET -> new ParquetResult(out);
            case ARROW -> new ArrowResult(out);
        };
    }
}
