package io.bytefreezer.runtime.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a service finds its control plane.
 *
 * @param url the control plane, or null to run from the last snapshot alone
 * @param serviceKey key of the account
 * @param cacheDir where the last snapshot is kept, or null for {@code control} under the service's data directory
 */
@Doc("The control plane this service takes its tenants, datasets and transformations from.")
public record ControlConfig(
        @Doc("Address of the control plane. Without it the service runs from its last snapshot.")
        @Env("BYTEFREEZER_CONTROL_URL")
        @Nullable URI url,

        @Doc("Service key of the account.") @Env("BYTEFREEZER_SERVICE_KEY") @Nullable Secret serviceKey,

        @Doc("Where the last snapshot is kept; `control` under `data_dir` unless given.") @Nullable Path cacheDir) {

    private static final Pattern KEY = Pattern.compile("[!-~]*");

    /**
     * @throws IllegalArgumentException when the address is not HTTP, or the key holds what cannot be sent
     */
    public ControlConfig {
        if (url != null && !"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("url must start with http:// or https://");
        }
        if (serviceKey != null && !KEY.matcher(serviceKey.value()).matches()) {
            throw new IllegalArgumentException("service_key holds blanks or characters that no key has");
        }
    }

    /** The file that holds the last snapshot of a service with this data directory. */
    public Path cacheFile(Path dataDir) {
        return (cacheDir != null ? cacheDir : dataDir.resolve("control")).resolve("snapshot.json");
    }
}
