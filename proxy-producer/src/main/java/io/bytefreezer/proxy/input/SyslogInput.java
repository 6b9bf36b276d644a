package io.bytefreezer.proxy.input;

import io.bytefreezer.runtime.config.DataSize;
import io.bytefreezer.runtime.config.Default;
import io.bytefreezer.runtime.config.Doc;
import io.bytefreezer.runtime.config.TypeName;
import io.bytefreezer.schemas.name.ResourceId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listens for syslog, RFC 5424 and RFC 3164, over UDP, TCP or both on the same port.
 *
 * @param name what the input is called
 * @param tenant tenant of the dataset
 * @param dataset where events go
 * @param protocol which of the two
 * @param host address to listen on
 * @param port port to listen on; 0 takes any free one
 * @param messageMax bytes kept of one message; what is longer is cut there and says so
 * @param connectionsMax open TCP connections; further ones are closed at once
 * @param idleTimeout how long a TCP connection may be silent before it is closed
 * @param receiveBuffer what the operating system is asked to hold for UDP while the proxy is busy
 * @param multiline which messages are lines of one event, or null for none
 */
@TypeName("syslog")
@Doc("Syslog over UDP and TCP, RFC 5424 and RFC 3164. Over TCP both framings of RFC 6587 are recognised, message by"
        + " message: counted octets, and lines ending with LF or NUL.")
public record SyslogInput(
        @Doc("Name of the input; stands in events, metrics and health.") @Default("syslog")
        String name,

        @Doc("Tenant of the dataset. Not an option where the input is configured on a dataset.")
        ResourceId tenant,

        @Doc("The dataset that events go to. Not an option where the input is configured on a dataset.")
        ResourceId dataset,

        @Doc("`udp`, `tcp` or `both`.") @Default("both") Protocol protocol,
        @Doc("Address to listen on.") @Default("0.0.0.0") String host,

        @Doc("Port to listen on, for both protocols.") @Default("514")
        int port,

        @Doc("Bytes kept of one message. Of a longer one the first bytes become an event whose attribute `truncated`"
                + " is the length of the whole.")
        @Default("128KiB")
        DataSize messageMax,

        @Doc("Open TCP connections; further ones are closed at once.") @Default("500")
        int connectionsMax,

        @Doc("How long a TCP connection may be silent before it is closed.") @Default("10m")
        Duration idleTimeout,

        @Doc("What the operating system is asked to hold for UDP while the proxy is busy; it may grant less.")
        @Default("8MiB")
        DataSize receiveBuffer,

        @Doc(
                "Which messages are lines of one event, such as a stack trace. Each message is an event of its own where it"
                        + " is left out.")
        @Nullable Multiline multiline)
        implements InputConfig {

    private static final int PORT_MAX = 65_535;

    /** Largest event of an input: records of twice that size still fit the topics. */
    static final DataSize MESSAGE_LIMIT = DataSize.ofMebibytes(8);

    private static final DataSize BUFFER_LIMIT = DataSize.ofMebibytes(1024);
    private static final Duration IDLE_LIMIT = Duration.ofDays(7);

    /** What a syslog input listens to. */
    public enum Protocol {
        /** Datagrams only. */
        UDP,
        /** Connections only. */
        TCP,
        /** Datagrams and connections. */
        BOTH;

        /** Whether datagrams are listened for. */
        public boolean hasUdp() {
            return this != TCP;
        }

        /** Whether connections are listened for. */
        public boolean hasTcp() {
            return this != UDP;
        }
    }

    /**
     * @throws IllegalArgumentException when an option is out of its range
     */
    public SyslogInput {
        InputRanges.name(name);
        InputRanges.between("port", port, 0, PORT_MAX);
        InputRanges.between("message_max", messageMax, new DataSize(1), MESSAGE_LIMIT);
        InputRanges.between("connections_max", connectionsMax, 1, Integer.MAX_VALUE);
        InputRanges.between("idle_timeout", idleTimeout, Duration.ofMillis(1), IDLE_LIMIT);
        InputRanges.between("receive_buffer", receiveBuffer, new DataSize(1), BUFFER_LIMIT);
        if (multiline != null && multiline.bytesMax().compareTo(messageMax) < 0) {
            throw new IllegalArgumentException("multiline.bytes_max (" + multiline.bytesMax()
                    + ") must be at least message_max (" + messageMax + "): raise the one or lower the other");
        }
    }

    static List<InputExample> examples() {
        return List.of(
                new InputExample("Syslog over UDP and TCP on the usual port", """
                        type: syslog
                        tenant: demo
                        dataset: syslog
                        """),
                new InputExample("Long messages over TCP from few senders", """
                        type: syslog
                        name: firewalls
                        tenant: demo
                        dataset: firewall
                        protocol: tcp
                        host: 10.0.0.5
                        port: 6514
                        message_max: 1MiB
                        connections_max: 20
                        idle_timeout: 1h
                        """),
                new InputExample("Messages of several lines, such as stack traces, sent line by line over TCP", """
                        type: syslog
                        name: applications
                        tenant: demo
                        dataset: applications
                        protocol: tcp
                        port: 6515
                        multiline: {start: '^<\\d{1,3}>', wait: 500ms}
                        """));
    }
}
