package io.bytefreezer.proxy.decode;

import org.jspecify.annotations.Nullable;

/**
 * Where bytes came from.
 *
 * @param input name of the input that read them
 * @param sourceAddress the sender as {@code host:port}, or null where it is not known
 */
public record Origin(String input, @Nullable String sourceAddress) {

    /** An origin whose sender is known by its address and port; an IPv6 address gets brackets. */
    public static Origin of(String input, String host, int port) {
        return new Origin(input, (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port);
    }
}
