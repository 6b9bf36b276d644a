/**
 * A real Kafka broker, or several, for the demo and for tests: in this JVM or in Docker.
 *
 * <p>Thread guarantees: fixtures may be used from any thread; starting, stopping and closing exclude each other.
 */
@NullMarked
package io.bytefreezer.embedded.kafka;

import org.jspecify.annotations.NullMarked;
