/**
 * The way of events from inputs to Kafka: bounded in bytes, and told how it ended. Everything public here is safe for
 * use by many threads.
 */
@NullMarked
package io.bytefreezer.proxy.sink;

import org.jspecify.annotations.NullMarked;
