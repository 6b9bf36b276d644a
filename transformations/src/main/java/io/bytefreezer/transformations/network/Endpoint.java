package io.bytefreezer.transformations.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens.
 *
 * @param address its address
 * @param port its port
 */
public record Endpoint(IpAddress address, int port) {

    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([^\\]]*)\\]|([0-9.]+))(?::([0-9]{1,5}))?");
    private static final int PORT_MAX = 65_535;

    /** What a text says: {@code 192.0.2.1}, {@code 192.0.2.1:53}, {@code 2001:db8::1} or {@code [2001:db8::1]:53}. */
    public static Optional<Endpoint> parse(String text, int portOtherwise) {
        Matcher parts = WITH_PORT.matcher(text);
        if (!parts.matches()) {
            return IpAddress.parse(text).map(address -> new Endpoint(address, portOtherwise));
        }
        int port = parts.group(3) == null ? portOtherwise : Integer.parseInt(parts.group(3));
        return IpAddress.parse(parts.group(1) == null ? parts.group(2) : parts.group(1))
                .filter(address -> port >= 1 && port <= PORT_MAX)
                .map(address -> new Endpoint(address, port));
    }
}
