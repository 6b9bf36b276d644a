package io.bytefreezer.transformations.lookup;

import io.bytefreezer.transformations.network.IpAddress;
import io.bytefreezer.transformations.option.Secret;
import java.util.Optional;

/**
 * Where nothing can be looked up.
 *
 * @param secret what every secret is; nothing where none is known
 */
record Nowhere(Optional<Secret> secret) implements Lookups {

    private static final Answer NOTHING = new Answer.Unavailable("nothing can be looked up where this plan runs");

    @Override
    public AddressBook addresses(String database) {
        return address -> NOTHING;
    }

    @Override
    public Table table(String name) {
        return (tenant, key) -> NOTHING;
    }

    @Override
    public Names names(NameOptions options) {
        return new Names() {
            @Override
            public Answer addressesOf(String name) {
                return NOTHING;
            }

            @Override
            public Answer nameOf(IpAddress address) {
                return NOTHING;
            }
        };
    }

    @Override
    public Optional<Secret> secret(String name) {
        return secret;
    }
}
