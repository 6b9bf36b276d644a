package io.bytefreezer.transformations.lookup;

import io.bytefreezer.transformations.network.Endpoint;
import io.bytefreezer.transformations.network.IpAddress;
import io.bytefreezer.transformations.option.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where filters look things up. Whoever compiles a plan passes it in; what is behind a name may change while the plan runs, and
 * is asked for each event. Implementations are safe for use by many threads, and never make an event wait.
 */
public interface Lookups {

    /** Knows nothing; for plans that are only compiled. */
    Lookups NONE = new Nowhere(Optional.empty());

    /** What every secret is where documents are tried and secrets are not known. */
    Secret TEST_SECRET = new Secret("an example, not a secret");

    /** Knows nothing but secrets, which are all {@link #TEST_SECRET}; for trying documents, never for events that are kept. */
    Lookups TRYING = new Nowhere(Optional.of(TEST_SECRET));

    /** Finds what an address is known for. */
    interface AddressBook {

        /** What the database holds for an address: its record as it is, objects in objects. */
        Answer find(IpAddress address);
    }

    /** Finds rows of a table. */
    interface Table {

        /**
         * The first row with this key, by column.
         *
         * @param tenant whose table it is
         * @param key a value for each of the table's index columns, in their order
         */
        Answer find(String tenant, List<String> key);
    }

    /** Finds names and addresses. */
    interface Names {

        /** The addresses of a name, as the list of texts {@code addresses}, in an order that does not change by itself. */
        Answer addressesOf(String name);

        /** The name of an address, as the text {@code name}. */
        Answer nameOf(IpAddress address);
    }

    /**
     * How names are asked for.
     *
     * @param servers name servers; none for those of the machine
     * @param timeout longest time of one question
     * @param entriesMax most answers remembered
     * @param keep longest time that an answer is remembered
     */
    record NameOptions(List<Endpoint> servers, Duration timeout, int entriesMax, Duration keep) {

        /** Copies the list. */
        public NameOptions {
            servers = List.copyOf(servers);
        }
    }

    /** A database of addresses (MaxMind DB) by its file's name. */
    AddressBook addresses(String database);

    /** Each tenant's table of a name: the newest version, or with {@code @} and a number that version. */
    Table table(String name);

    /** The names of the network. */
    Names names(NameOptions options);

    /** A secret of a name, which is asked for when a plan is compiled; nothing where there is none. */
    Optional<Secret> secret(String name);
}
