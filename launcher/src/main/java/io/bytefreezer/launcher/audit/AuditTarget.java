package io.bytefreezer.launcher.audit;

import io.bytefreezer.launcher.demo.DemoAccess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose data is audited.
 *
 * @param file configuration file, or null to take everything from the environment
 * @param more variables beside those of the environment
 */
public record AuditTarget(@Nullable Path file, Map<String, String> more) {

    /**
     * The target of these options.
     *
     * @throws IllegalArgumentException when both are given, or the demo never ran there
     */
    public static AuditTarget of(@Nullable Path config, @Nullable Path demo) {
        if (config != null && demo != null) {
            throw new IllegalArgumentException("give --config or --data-dir, not both");
        }
        return demo == null
                ? new AuditTarget(config, Map.of())
                : new AuditTarget(DemoAccess.packerFile(demo), DemoAccess.environment(demo));
    }

    public Map<String, String> environment(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.putAll(more);
        return all;
    }
}
