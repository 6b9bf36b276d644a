/**
 * What filters remember of earlier events: in memory, and in a compacted topic that is written in the same transaction as what
 * became of the events. A {@link io.bytefreezer.piper.state.PartitionState} belongs to one thread, everything else is safe for many.
 */
@NullMarked
package io.bytefreezer.piper.state;

import org.jspecify.annotations.NullMarked;
