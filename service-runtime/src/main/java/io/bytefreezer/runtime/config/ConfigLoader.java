package io.bytefreezer.runtime.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** STUB */
public final class ConfigLoader {
    private ConfigLoader() {}

    /** STUB */
    public static <C extends Record> C load(Class<C> type, @Nullable Path file, Map<String, String> environment) {
        if (type.isRecord()) throw new UnsupportedOperationException("comes in minutes"); return java.util.Objects.requireNonNull(null);
    }

    /** STUB */
    public static <C extends Record> C parse(Class<C> type, String label, String yaml, Map<String, String> environment) {
        if (type.isRecord()) throw new UnsupportedOperationException("comes in minutes"); return java.util.Objects.requireNonNull(null);
    }

    /** STUB */
    public static <C> C bind(Class<C> type, String label, Map<String, ?> values) {
        if (type.isRecord()) throw new UnsupportedOperationException("comes in minutes"); return java.util.Objects.requireNonNull(null);
    }
}
