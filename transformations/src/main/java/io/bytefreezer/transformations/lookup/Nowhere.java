package io.bytefreezer.transformations.lookup;

import io.bytefreezer.transformations.network.IpAddress;

/** Where nothing can be looked up. */
final class Nowhere implements Lookups {

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
}
