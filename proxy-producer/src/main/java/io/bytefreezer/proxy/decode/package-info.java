/**
 * Cuts bytes from the network into events. Pure: no socket, clock or counter; a decoder with state belongs to one
 * connection or request and is used by one thread at a time, everything else is immutable.
 */
@NullMarked
package io.bytefreezer.proxy.decode;

import org.jspecify.annotations.NullMarked;
