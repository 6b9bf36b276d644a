/**
 * The rule engine: a transformation document is compiled once into an immutable {@link io.bytefreezer.transformations.Plan},
 * which any number of threads apply to raw events. Pure: no I/O, clock, randomness, logging or threads.
 */
@NullMarked
package io.bytefreezer.transformations;

import org.jspecify.annotations.NullMarked;
