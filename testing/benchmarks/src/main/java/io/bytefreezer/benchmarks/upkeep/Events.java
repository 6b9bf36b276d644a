package io.bytefreezer.benchmarks.upkeep;

import io.bytefreezer.lake.shape.RowShaper;
import io.bytefreezer.lake.shape.SystemValues;
import io.bytefreezer.lake.spool.RowFormat;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.spool.SpoolFile;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.TableLayout;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.types.Types;

/** Makes the events of batches: lines of an access log as a signed API writes it, most in order, some late. For one thread. */
final class Events {

    /** One event of so many is late. */
    static final int LATE_ONE_OF = 20;

    /** Late events are at most so many hours late. */
    static final int LATE_HOURS_MAX = 24;

    /** Hosts that were cut off and now send what they kept, each the events of one hour. */
    private static final int LATE_HOSTS = 4;

    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
    private static final String[] METHODS = {"GET", "GET", "GET", "POST", "PUT", "DELETE"};
    private static final List<String> TEXTS =
            List.of("host", "client", "method", "path", "user_agent", "trace_id", "request_id", "signature");
    private static final List<String> NUMBERS = List.of("status", "bytes_sent", "duration_us");
    private static final int[] STATUS = {200, 200, 200, 201, 204, 304, 404, 500};
    private static final long HOUR_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int BUFFER = 1 << 16;
    private static final int ID_DIGITS = 32;
    private static final int SIGNATURE_DIGITS = 320;

    private final Scale scale;
    private final Path directory;
    private final Ledger.Hours hours = Ledger.Hours.empty();
    private final Line line = new Line();
    private final RowShaper shaper;
    private final SplittableRandom random;
    private long bytes;
    private long late;

    Events(Scale scale, Path directory) {
        this.scale = scale;
        this.directory = directory;
        this.random = new SplittableRandom(scale.seed());
        this.shaper = new RowShaper(
                columns().stream()
                        .map(column -> Column.of(Types.NestedField.optional(
                                column.field(), column.name(), column.type().toIceberg())))
                        .toList(),
                TableLayout.DEFAULT_COLUMNS_MAX);
    }

    /** The body's columns, as a table that does not have them yet is told of them. */
    static List<SpoolColumn> columns() {
        List<SpoolColumn> columns = new ArrayList<>();
        TEXTS.forEach(name -> columns.add(column(columns.size(), name, ColumnType.STRING)));
        NUMBERS.forEach(name -> columns.add(column(columns.size(), name, ColumnType.LONG)));
        return columns;
    }

    private static SpoolColumn column(int index, String name, ColumnType type) {
        return new SpoolColumn(RowFormat.FIRST_BODY_FIELD + index, name, type, true);
    }

    /** Writes a batch's events, a file for each hour, as a packer spools them. */
    List<SpoolFile> batch(int batch) throws IOException {
        int hour = batch / scale.batchesAnHour();
        int[] lateHours = random.ints(LATE_HOSTS)
                .map(ignored -> Math.max(0, hour - delay()))
                .toArray();
        long part = HOUR_MICROS / scale.batchesAnHour();
        long from = part * (batch % scale.batchesAnHour());
        Map<Integer, OutputStream> files = new TreeMap<>();
        try {
            for (long sequence = scale.first(batch); sequence < scale.first(batch + 1); sequence++) {
                boolean isLate = random.nextInt(LATE_ONE_OF) == 0;
                int into = isLate ? lateHours[random.nextInt(LATE_HOSTS)] : hour;
                long micros = isLate ? random.nextLong(HOUR_MICROS) : from + random.nextLong(part);
                write(file(files, into), sequence, into, micros);
                late += into == hour ? 0 : 1;
            }
        } finally {
            for (OutputStream file : files.values()) {
                file.close();
            }
        }
        List<SpoolFile> spooled = new ArrayList<>();
        files.keySet().forEach(into -> spooled.add(new SpoolFile(path(into), scale.hour(into), shaper.columns())));
        return spooled;
    }

    /** What all batches made so far hold. */
    Ledger.Hours hours() {
        return hours;
    }

    /** Bytes of JSON. */
    long bytes() {
        return bytes;
    }

    /** Events that came in a later hour than their own. */
    long late() {
        return late;
    }

    private int delay() {
        double share = random.nextDouble();
        return 1 + (int) (share * share * LATE_HOURS_MAX);
    }

    private OutputStream file(Map<Integer, OutputStream> files, int hour) throws IOException {
        OutputStream file = files.get(hour);
        if (file == null) {
            file = new BufferedOutputStream(Files.newOutputStream(path(hour)), BUFFER);
            files.put(hour, file);
        }
        return file;
    }

    private Path path(int hour) {
        return directory.resolve("hour-" + hour + ".rows");
    }

    private void write(OutputStream out, long sequence, int hour, long microsOfHour) throws IOException {
        Instant time = scale.hour(hour).plus(microsOfHour, ChronoUnit.MICROS);
        SystemValues system = new SystemValues(
                time,
                time.plus(random.nextInt(1_000_000), ChronoUnit.MICROS),
                new UUID(random.nextLong(), random.nextLong()).toString(),
                0,
                sequence);
        line.begin();
        line.text("host", "api-" + random.nextInt(40) + ".example.com")
                .text("client", "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256))
                .text("method", METHODS[random.nextInt(METHODS.length)])
                .base64("path", "/v1/objects/", random, ID_DIGITS)
                .number("status", STATUS[random.nextInt(STATUS.length)])
                .number("bytes_sent", random.nextInt(1 << 20))
                .number("duration_us", random.nextInt(1 << 18))
                .text("user_agent", AGENT)
                .hex("trace_id", random, ID_DIGITS)
                .hex("request_id", random, ID_DIGITS)
                .base64("signature", "v4:", random, SIGNATURE_DIGITS);
        byte[] body = line.end();
        shaper.shape(system, body).writeTo(out);
        bytes += body.length;
        hours.add(hour, sequence);
    }
}
