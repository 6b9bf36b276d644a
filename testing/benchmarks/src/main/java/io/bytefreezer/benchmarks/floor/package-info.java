/** The floor: what a bare Kafka producer and consumer need for the same bytes. Each type belongs to one thread. */
@NullMarked
package io.bytefreezer.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
