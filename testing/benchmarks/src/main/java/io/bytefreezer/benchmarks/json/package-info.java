/** What JSON costs, beside other libraries. Each benchmark belongs to one thread. */
@NullMarked
package io.bytefreezer.benchmarks.json;

import org.jspecify.annotations.NullMarked;
