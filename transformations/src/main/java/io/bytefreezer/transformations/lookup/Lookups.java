package io.bytefreezer.transformations.lookup;

import java.util.List;

/**
 * Where filters look things up. Whoever compiles a plan passes it in; what is behind a name may change while the plan runs, and
 * is asked for each event. Implementations are safe for use by many threads, and never make an event wait.
 */
public interface Lookups {

    /** Knows nothing; for plans that are only checked. */
    Lookups NONE = new Nowhere();

    /** Finds what an address is known for. */
    interface AddressBook {

        /** What is known of an IP address, given as text. */
        Answer find(String address);
    }

    /** Finds rows of a table. */
    interface Table {

        /** The first row whose column has this value. */
        Answer find(String column, String value);
    }

    /** Finds names and addresses. */
    interface Names {

        /** The addresses of a name, as the list {@code addresses}. */
        Answer addressesOf(String name);

        /** The name of an address, as the text {@code name}. */
        Answer nameOf(String address);
    }

    /**
     * How names are asked for.
     *
     * @param servers name servers, as address or address and port; none for those of the machine
     * @param timeoutMillis longest time of one question, in milliseconds
     * @param entriesMax most answers remembered
     * @param secondsMax longest time that an answer is remembered, in seconds
     */
    record NameOptions(List<String> servers, int timeoutMillis, int entriesMax, int secondsMax) {

        /** Copies the list. */
        public NameOptions {
            servers = List.copyOf(servers);
        }
    }

    /** A database of addresses (MaxMind DB) by its file's name. */
    AddressBook addresses(String database);

    /** The tenant's table of a name. */
    Table table(String name);

    /** The names of the network. */
    Names names(NameOptions options);
}
