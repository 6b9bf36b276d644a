package io.bytefreezer.transformations.lookup;

/** Where nothing can be looked up. */
final class Nowhere implements Lookups {

    private static final Answer NOTHING = new Answer.Unavailable("nothing can be looked up where this plan runs");

    @Override
    public AddressBook addresses(String database) {
        return address -> NOTHING;
    }

    @Override
    public Table table(String name) {
        return (column, value) -> NOTHING;
    }

    @Override
    public Names names(NameOptions options) {
        return new Names() {
            @Override
            public Answer addressesOf(String name) {
                return NOTHING;
            }

            @Override
            public Answer nameOf(String address) {
                return NOTHING;
            }
        };
    }
}
