package io.bytefreezer.runtime.config;

/** STUB */
public final class ConfigReference {
    private ConfigReference() {}

    /** STUB */
    public static String markdown(String title, Class<? extends Record> type) {
        if (type.isRecord()) throw new UnsupportedOperationException("comes in minutes"); return java.util.Objects.requireNonNull(null);
    }
}
