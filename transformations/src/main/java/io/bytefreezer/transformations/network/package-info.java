/** Addresses, networks and flows of the Internet Protocol, read strictly and without asking anybody. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.network;

import org.jspecify.annotations.NullMarked;
