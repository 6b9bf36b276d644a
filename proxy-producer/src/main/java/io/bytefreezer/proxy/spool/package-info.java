/**
 * Events of senders that cannot wait: on disk first, in order, and from there to Kafka or to a receiver, each exactly
 * once. Thread guarantees stand on each type.
 */
@NullMarked
package io.bytefreezer.proxy.spool;

import org.jspecify.annotations.NullMarked;
