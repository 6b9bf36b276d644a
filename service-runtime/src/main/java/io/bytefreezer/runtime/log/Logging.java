package io.bytefreezer.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The process's logging: to standard error, so that standard output stays the commands' own, or to a file. Call it once,
 * before anything logs; it is not safe for use by many threads.
 */
public final class Logging {

    private static final String PLAIN_PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{30} %msg%n";

    /** Libraries that tell at INFO what helps only their authors; Kafka among them prints its whole configuration. */
    private static final Map<String, Level> QUIET = Map.ofEntries(
            Map.entry("org.apache.kafka", Level.WARN),
            // Warns of a change in Kafka 5 at every start.
            Map.entry("org.apache.kafka.streams.StreamsConfig", Level.ERROR),
            Map.entry("kafka", Level.WARN),
            Map.entry("state.change.logger", Level.WARN),
            Map.entry("io.helidon", Level.WARN),
            Map.entry("org.eclipse.jetty", Level.WARN),
            Map.entry("org.apache.iceberg", Level.WARN),
            // Warns that Hadoop is not there, which is as it should be.
            Map.entry("org.apache.iceberg.aws.s3.S3FileIO", Level.ERROR),
            Map.entry("org.gaul", Level.WARN),
            Map.entry("com.zaxxer.hikari", Level.WARN),
            Map.entry("org.flywaydb", Level.WARN),
            Map.entry("software.amazon.awssdk", Level.WARN));

    /** How a log line looks. */
    public enum Format {
        /** For people. */
        PLAIN,
        /** One JSON object a line, for log collectors. */
        JSON
    }

    private Logging() {}

    /**
     * Sends all logging, also that of {@code java.util.logging}, to one place.
     *
     * @param level least level of our own loggers, e.g. {@code INFO}; an unknown name is {@code INFO}
     * @param file where to append, or null for standard error
     */
    public static void configure(Format format, String level, @Nullable Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level least = Level.toLevel(level, Level.INFO);
        root.setLevel(least);
        QUIET.forEach((name, quiet) -> context.getLogger(name).setLevel(quieter(least, quiet)));
        root.addAppender(appender(context, encoder(context, format), file));
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Asking for DEBUG asks for the libraries' too. */
    private static Level quieter(Level least, Level quiet) {
        return least.isGreaterOrEqual(Level.INFO) && quiet.isGreaterOrEqual(least) ? quiet : least;
    }

    private static OutputStreamAppender<ILoggingEvent> appender(
            LoggerContext context, Encoder<ILoggingEvent> encoder, @Nullable Path file) {
        OutputStreamAppender<ILoggingEvent> appender;
        if (file == null) {
            ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
            console.setTarget("System.err");
            appender = console;
        } else {
            FileAppender<ILoggingEvent> toFile = new FileAppender<>();
            toFile.setFile(file.toString());
            appender = toFile;
        }
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, Format format) {
        EncoderBase<ILoggingEvent> encoder = switch (format) {
            case PLAIN -> {
                PatternLayoutEncoder plain = new PatternLayoutEncoder();
                plain.setPattern(PLAIN_PATTERN);
                yield plain;
            }
            case JSON -> {
                JsonEncoder json = new JsonEncoder();
                json.setWithFormattedMessage(true);
                json.setWithMessage(false);
                json.setWithArguments(false);
                json.setWithContext(false);
                json.setWithNanoseconds(false);
                json.setWithSequenceNumber(false);
                yield json;
            }
        };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
