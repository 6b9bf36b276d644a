/**
 * What can be done to the pipeline, and when it is done: pure values, drawn from a seed. Everything here is immutable and
 * safe for use by many threads.
 */
@NullMarked
package io.bytefreezer.system.fault;

import org.jspecify.annotations.NullMarked;
