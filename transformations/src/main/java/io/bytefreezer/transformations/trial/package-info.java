/**
 * Tries a plan on samples and tells what every filter did; and runs the tests that a document carries. Pure. Reports are immutable;
 * everything else here belongs to the thread that uses it.
 */
@NullMarked
package io.bytefreezer.transformations.trial;

import org.jspecify.annotations.NullMarked;
