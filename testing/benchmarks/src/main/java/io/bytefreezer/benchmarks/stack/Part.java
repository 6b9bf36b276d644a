package io.bytefreezer.benchmarks.stack;

import io.bytefreezer.embedded.kafka.EmbeddedKafka;
import io.bytefreezer.embedded.s3.EmbeddedS3;
import io.bytefreezer.runtime.log.Logging;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Main class of the processes of the broker and of the store. Each prints where it listens, and ends with its standard input:
 * with its parent, that is.
 */
public final class Part {

    /** The line that says where it listens. */
    public static final Pattern LISTENS = Pattern.compile("listens at (\\S+)");

    private Part() {}

    /**
     * Runs one of them.
     *
     * @param args {@code kafka} or {@code s3}, and the directory for its data
     */
    public static void main(String[] args) throws IOException {
        Logging.configure(Logging.Format.PLAIN, "info", null);
        Path directory = Path.of(args[1]);
        switch (args[0]) {
            case "kafka" -> {
                try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
                    serve(kafka.bootstrapServers());
                }
            }
            case "s3" -> {
                try (EmbeddedS3 s3 = EmbeddedS3.start(directory, 0)) {
                    serve(s3.endpoint().toString());
                }
            }
            default -> throw new IllegalArgumentException("kafka or s3, not " + args[0]);
        }
    }

    private static void serve(String address) throws IOException {
        System.out.println("listens at " + address);
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
