/**
 * What filters look up, answered: databases of addresses and tables from files, names from name servers. Everything here is
 * safe for use by many threads, and no question waits for a file or for the network.
 */
@NullMarked
package io.bytefreezer.piper.lookup;

import org.jspecify.annotations.NullMarked;
