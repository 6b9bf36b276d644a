package io.bytefreezer.transformations.filters.enrich;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/** The rules of ua-parser (github.com/ua-parser/uap-core), read when the first text is. */
final class AgentRules {

    private static final int CHARS_MAX = 1024;

    private AgentRules() {}

    /** Reading the rules takes a moment, which only who uses them spends. */
    private static final class Rules {
        static final Parser PARSER = new Parser();
    }

    /** As much of a text as is read: the rules are regular expressions that backtrack. */
    static String key(String text) {
        return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX);
    }

    static Map<String, @Nullable Object> read(String text) {
        Client client = Rules.PARSER.parse(text);
        Map<String, @Nullable Object> browser = named(client.userAgent.family);
        put(browser, "version", version(client.userAgent.major, client.userAgent.minor, client.userAgent.patch));
        put(browser, "major", client.userAgent.major);
        Map<String, @Nullable Object> os = named(client.os.family);
        put(os, "version", version(client.os.major, client.os.minor, client.os.patch));
        Map<String, @Nullable Object> agent = new LinkedHashMap<>();
        agent.put("browser", browser);
        agent.put("os", os);
        agent.put("device", named(client.device.family));
        return agent;
    }

    private static Map<String, @Nullable Object> named(String name) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("name", name);
        return object;
    }

    private static void put(Map<String, @Nullable Object> object, String name, @Nullable String value) {
        if (value != null) {
            object.put(name, value);
        }
    }

    private static @Nullable String version(@Nullable String major, @Nullable String minor, @Nullable String patch) {
        if (major == null || minor == null) {
            return major;
        }
        return patch == null ? major + "." + minor : major + "." + minor + "." + patch;
    }
}
