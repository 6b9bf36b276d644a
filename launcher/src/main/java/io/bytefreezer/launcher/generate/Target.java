package io.bytefreezer.launcher.generate;

import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where generated traffic goes.
 *
 * @param webhook the webhook of a dataset, or null for no JSON traffic
 * @param key key for the webhook
 * @param syslog address of a syslog input that listens on UDP and TCP, or null for no syslog traffic
 */
public record Target(
        @Nullable URI webhook,
        @Nullable String key,
        @Nullable InetSocketAddress syslog) {

    /** Without the key. */
    @Override
    public String toString() {
        return "Target[webhook=" + webhook + ", syslog=" + syslog + "]";
    }
}
