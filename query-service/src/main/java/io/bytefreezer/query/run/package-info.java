/**
 * Runs checked queries within limits, each in a database that no other key had. The runner is shared by all threads; what belongs to
 * one query belongs to the thread that runs it, but for its cancellation, which any thread may ask for.
 */
@NullMarked
package io.bytefreezer.query.run;

import org.jspecify.annotations.NullMarked;
