/** JMH benchmarks of the hot path. Each benchmark's state belongs to its thread. */
@NullMarked
package io.bytefreezer.benchmarks;

import org.jspecify.annotations.NullMarked;
