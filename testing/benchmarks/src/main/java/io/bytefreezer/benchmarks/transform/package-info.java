/** What transformations cost, beside what others take for the same. Benchmarks are run by JMH, each in a thread of its own. */
@NullMarked
package io.bytefreezer.benchmarks.transform;

import org.jspecify.annotations.NullMarked;
