/**
 * The Kafka Streams topology: raw topics in, processed and dead-letter topics out. An
 * {@link io.bytefreezer.piper.topology.EventProcessor} belongs to the task Streams made it for.
 */
@NullMarked
package io.bytefreezer.piper.topology;

import org.jspecify.annotations.NullMarked;
