package io.bytefreezer.control;

import io.bytefreezer.control.decision.Actor;
import io.bytefreezer.control.decision.Command;
import io.bytefreezer.control.key.FreshKey;
import io.bytefreezer.control.key.KeyMint;
import io.bytefreezer.control.store.KeyRing;
import io.bytefreezer.control.store.Store;
import io.bytefreezer.runtime.file.PrivateFile;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.runtime.service.ServiceStartException.Kind;
import io.bytefreezer.schemas.name.ResourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it at every start that the system account has a good key: without one, nobody could ever create another. The
 * key is in its file before it is in the database, so that a crash between the two leaves no good key that nobody knows.
 */
final class FirstKey {

    private static final Logger LOG = LoggerFactory.getLogger(FirstKey.class);

    private final ControlPlaneConfig.Bootstrap config;
    private final Path file;
    private final Store store;
    private final KeyRing keys;
    private final KeyMint mint;

    /** With the file a random key goes to. */
    FirstKey(ControlPlaneConfig.Bootstrap config, Path file, Store store, KeyRing keys, KeyMint mint) {
        this.config = config;
        this.file = file;
        this.store = store;
        this.keys = keys;
        this.mint = mint;
    }

    void ensure() {
        ResourceId account = store.systemAccount().orElse(config.account());
        if (hasGoodKey(account)) {
            return;
        }
        FreshKey key = given().or(this::fromFile).orElseGet(this::written);
        store.execute(Actor.installation(account), new Command.Bootstrap(account, key.hash()));
        if (keys.find(key.clear().value()).isPresent()) {
            LOG.info(
                    "account '{}' has a new service key, {}… ({})",
                    account,
                    key.hash().prefix(),
                    key.hash().id());
        } else {
            forget(key);
        }
    }

    /** Another process on the same database was faster: its key is the first. */
    private void forget(FreshKey key) {
        try {
            if (Files.exists(file)
                    && Files.readString(file).strip().equals(key.clear().value())) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private boolean hasGoodKey(ResourceId account) {
        return store.state(account).keys().values().stream().anyMatch(key -> key.good() && key.isService());
    }

    private Optional<FreshKey> given() {
        return Optional.ofNullable(config.serviceKey())
                .flatMap(secret -> unless(secret.value(), "bootstrap.service_key"));
    }

    private Optional<FreshKey> fromFile() {
        try {
            String text = Files.readString(file).strip();
            if (!ControlPlaneConfig.Bootstrap.canBeKey(text)) {
                throw new ServiceStartException(
                        Kind.CONFIG, file + " is no service key of at least 32 characters: remove it, and one is made");
            }
            return unless(text, file.toString());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** A key that was revoked stays so. */
    private Optional<FreshKey> unless(String clear, String source) {
        if (keys.find(clear).isPresent()) {
            LOG.warn("the service key of {} was revoked: it is not used again, a new one is made", source);
            return Optional.empty();
        }
        return Optional.of(mint.of(clear));
    }

    private FreshKey written() {
        FreshKey key = mint.fresh();
        try {
            String line = key.clear().value() + System.lineSeparator();
            PrivateFile.write(file, line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable(e);
        }
        LOG.info("the service key is written to {}", file);
        return key;
    }

    private ServiceStartException unusable(IOException error) {
        return new ServiceStartException(
                Kind.CONFIG,
                "the service key cannot be kept in " + file + " (" + error + "): set bootstrap.service_key_file",
                error);
    }
}
