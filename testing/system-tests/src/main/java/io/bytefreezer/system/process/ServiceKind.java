package io.bytefreezer.system.process;

import java.util.Locale;

/** The services, in the order of an event's way. */
public enum ServiceKind {
    /** Network inputs to raw topics. */
    PROXY(192),
    /** Raw topics to raw objects. */
    RECEIVER(256),
    /** Raw topics to processed topics. */
    PIPER(256),
    /** Processed topics to the lake. */
    PACKER(256),
    /** SQL on the lake. */
    QUERY(192),
    /** Tenants, datasets and keys. */
    CONTROL(128);

    private final int heapMebibytes;

    ServiceKind(int heapMebibytes) {
        this.heapMebibytes = heapMebibytes;
    }

    /** The name of its command. */
    public String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    int heapMebibytes() {
        return heapMebibytes;
    }
}
