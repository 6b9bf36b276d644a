/**
 * Holds back what cannot be processed yet, one topic at a time. A {@link io.bytefreezer.piper.gate.GatedConsumer} belongs to the
 * Streams thread it was made for.
 */
@NullMarked
package io.bytefreezer.piper.gate;

import org.jspecify.annotations.NullMarked;
