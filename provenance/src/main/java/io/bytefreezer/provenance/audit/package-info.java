/**
 * Audits: whether every raw record of a dataset has become what its rules say, exactly once. The shell around the pure
 * conclusions in {@code check}. An audit is of one thread.
 */
@NullMarked
package io.bytefreezer.provenance.audit;

import org.jspecify.annotations.NullMarked;
