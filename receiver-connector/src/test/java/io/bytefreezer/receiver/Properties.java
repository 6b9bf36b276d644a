package io.bytefreezer.receiver;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Connector properties for tests. */
final class Properties {

    private Properties() {}

    static Map<String, String> with(Path buffers, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "s3.bucket", "bytefreezer",
                "buffer.dir", buffers.toString(),
                "consumer.override.isolation.level", "read_committed"));
        properties.putAll(more);
        return properties;
    }
}
