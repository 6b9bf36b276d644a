package io.bytefreezer.proxy.decode;

/** Format hints that events carry to the parser. Inputs only say what the sender said or what the input is made for. */
public final class Formats {

    /** One JSON value. */
    public static final String JSON = "application/json";

    /** One line of text. */
    public static final String TEXT = "text/plain";

    /** One syslog message, RFC 5424 or RFC 3164; the parser tells which. */
    public static final String SYSLOG = "syslog";

    private Formats() {}
}
