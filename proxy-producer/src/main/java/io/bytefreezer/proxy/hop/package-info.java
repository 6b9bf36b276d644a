/**
 * The hop from a proxy without brokers to a receiver: events over HTTP, in batches that may be repeated. Thread guarantees
 * stand on each type.
 */
@NullMarked
package io.bytefreezer.proxy.hop;

import org.jspecify.annotations.NullMarked;
