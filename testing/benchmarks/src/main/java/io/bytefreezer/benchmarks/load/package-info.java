/** The load of a measurement: events of one shape, written before it, and what sends them. */
@NullMarked
package io.bytefreezer.benchmarks.load;

import org.jspecify.annotations.NullMarked;
