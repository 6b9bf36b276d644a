/**
 * The system that is measured: every service, the broker and the store in processes of their own. A stack is started and
 * closed by one thread.
 */
@NullMarked
package io.bytefreezer.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
