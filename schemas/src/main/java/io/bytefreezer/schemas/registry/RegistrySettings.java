package io.bytefreezer.schemas.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Where a schema registry is and how it is spoken to. The property names are those of Confluent's serializers.
 *
 * @param urls its addresses, tried in this order; never empty
 * @param authorization value of the Authorization header, or null
 * @param autoRegister whether schemas are registered as they are first used, rather than only looked up
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for an answer
 */
public record RegistrySettings(
        List<URI> urls,
        @Nullable String authorization,
        boolean autoRegister,
        Duration connectTimeout,
        Duration readTimeout) {

    /** Addresses, separated by commas. Without it there is no registry. */
    public static final String URL = "schema.registry.url";

    /** {@code USER_INFO} or {@code URL}: where user and password stand. */
    public static final String BASIC_SOURCE = "basic.auth.credentials.source";

    /** {@code user:password}, for {@code USER_INFO}. */
    public static final String BASIC_USER_INFO = "basic.auth.user.info";

    /** {@code STATIC_TOKEN}: the token is configured. */
    public static final String BEARER_SOURCE = "bearer.auth.credentials.source";

    /** The token, for {@code STATIC_TOKEN}. */
    public static final String BEARER_TOKEN = "bearer.auth.token";

    /** Whether schemas are registered as they are first used; {@code true} unless set. */
    public static final String AUTO_REGISTER = "auto.register.schemas";

    /** Milliseconds to wait for a connection. */
    public static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";

    /** Milliseconds to wait for an answer. */
    public static final String READ_TIMEOUT = "http.read.timeout.ms";

    private static final String PREFIX = "schema.registry.";
    private static final Duration CONNECT_TIMEOUT_DEFAULT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT_DEFAULT = Duration.ofSeconds(10);

    /** Copies the addresses. */
    public RegistrySettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a schema registry has at least one address");
        }
    }

    /**
     * The registry in these properties, or nothing when they name none.
     *
     * @throws ConfigException when they are contradictory
     */
    public static Optional<RegistrySettings> from(Map<String, ?> properties) {
        String urls = text(properties, URL).orElse("");
        if (urls.isBlank()) {
            return Optional.empty();
        }
        List<URI> addresses = Arrays.stream(urls.split(","))
                .map(String::trim)
                .filter(url -> !url.isEmpty())
                .map(RegistrySettings::address)
                .toList();
        return Optional.of(new RegistrySettings(
                addresses.stream().map(RegistrySettings::withoutUserInfo).toList(),
                authorization(properties, addresses).orElse(null),
                flag(properties, AUTO_REGISTER),
                timeout(properties, CONNECT_TIMEOUT).orElse(CONNECT_TIMEOUT_DEFAULT),
                timeout(properties, READ_TIMEOUT).orElse(READ_TIMEOUT_DEFAULT)));
    }

    private static Optional<String> authorization(Map<String, ?> properties, List<URI> addresses) {
        if (text(properties, BEARER_SOURCE).isPresent()) {
            String source = text(properties, BEARER_SOURCE).get();
            if (!source.equals("STATIC_TOKEN")) {
                throw new ConfigException(BEARER_SOURCE, source, "only STATIC_TOKEN is supported");
            }
            return Optional.of("Bearer " + required(properties, BEARER_TOKEN));
        }
        String source = text(properties, BASIC_SOURCE).orElse("URL");
        return switch (source) {
            case "USER_INFO" -> Optional.of(basic(required(properties, BASIC_USER_INFO)));
            case "URL" ->
                addresses.stream()
                        .flatMap(url -> Optional.ofNullable(url.getUserInfo()).stream())
                        .findFirst()
                        .map(RegistrySettings::basic);
            default -> throw new ConfigException(BASIC_SOURCE, source, "only USER_INFO and URL are supported");
        };
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private static URI address(String url) {
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            throw new ConfigException(URL + " must hold addresses that start with http:// or https://");
        }
        try {
            return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        } catch (IllegalArgumentException e) {
            // Without the address itself, since a password may stand in it.
            throw new ConfigException(URL + " holds something that is no address");
        }
    }

    private static URI withoutUserInfo(URI url) {
        String info = url.getRawUserInfo();
        return info == null ? url : URI.create(url.toString().replace(info + "@", ""));
    }

    private static String required(Map<String, ?> properties, String key) {
        return text(properties, key).orElseThrow(() -> new ConfigException(key + " is missing"));
    }

    private static boolean flag(Map<String, ?> properties, String key) {
        return text(properties, key).map(Boolean::parseBoolean).orElse(true);
    }

    private static Optional<Duration> timeout(Map<String, ?> properties, String key) {
        return text(properties, key).map(millis -> {
            try {
                return Duration.ofMillis(Long.parseLong(millis));
            } catch (NumberFormatException e) {
                throw new ConfigException(key, millis, "not a number of milliseconds");
            }
        });
    }

    /** A property's text, also with Confluent's older prefix. */
    private static Optional<String> text(Map<String, ?> properties, String key) {
        Object value = properties.get(key);
        if (value == null && !key.startsWith(PREFIX)) {
            value = properties.get(PREFIX + key);
        }
        if (value instanceof Password password) {
            return Optional.of(password.value());
        }
        if (value instanceof List<?> list) {
            return Optional.of(
                    String.join(",", list.stream().map(String::valueOf).toList()));
        }
        return Optional.ofNullable(value).map(given -> given.toString().trim());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RegistrySettings[" + urls + (authorization == null ? "" : ", ***") + "]";
    }
}
