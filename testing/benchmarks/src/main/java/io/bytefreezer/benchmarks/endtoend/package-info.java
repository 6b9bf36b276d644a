/** The measurement through all hops. One thread runs it. */
@NullMarked
package io.bytefreezer.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
