package io.bytefreezer.launcher.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the demo tells a person once everything runs: the text of {@code welcome.txt} with this demo's addresses. */
final class Welcome {

    private static final String TEMPLATE = "welcome.txt";

    private Welcome() {}

    static String text(DemoConfig config, String key) {
        DemoPorts ports = config.ports();
        Map<String, Object> values = Map.ofEntries(
                Map.entry("data", config.dataDir()),
                Map.entry("control", ports.control()),
                Map.entry("proxy", ports.proxy()),
                Map.entry("syslog", ports.syslog()),
                Map.entry("query", ports.query()),
                Map.entry("receiver", ports.receiver()),
                Map.entry("piper", ports.piper()),
                Map.entry("packer", ports.packer()),
                Map.entry("kafka", ports.kafka()),
                Map.entry("s3", ports.s3()),
                Map.entry("bucket", DemoConfig.BUCKET),
                Map.entry("access", DemoConfig.ACCESS_KEY),
                Map.entry("secret", DemoConfig.SECRET_KEY),
                Map.entry("key", key));
        String text = template();
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue().toString());
        }
        return text;
    }

    private static String template() {
        try (InputStream in = Welcome.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException(TEMPLATE + " is missing from the launcher jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TEMPLATE, e);
        }
    }
}
