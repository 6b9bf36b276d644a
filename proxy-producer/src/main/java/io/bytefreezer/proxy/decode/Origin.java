package io.bytefreezer.proxy.decode;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where bytes came from.
 *
 * @param input name of the input that read them
 * @param sourceAddress the sender as {@code host:port}, or null where it is not known
 */
public record Origin(String input, @Nullable String sourceAddress) {

    /** An origin whose sender is known by its socket. */
    public static Origin of(String input, InetSocketAddress sender) {
        String host = sender.getAddress() == null
                ? sender.getHostString()
                : sender.getAddress().getHostAddress();
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return new Origin(input, bracketed + ":" + sender.getPort());
    }
}
