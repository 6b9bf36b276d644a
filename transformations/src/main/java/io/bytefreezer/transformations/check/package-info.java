/**
 * Checks documents before they are activated: they compile, and the tests that they carry pass. Pure, immutable, and safe for use by
 * many threads.
 */
@NullMarked
package io.bytefreezer.transformations.check;

import org.jspecify.annotations.NullMarked;
