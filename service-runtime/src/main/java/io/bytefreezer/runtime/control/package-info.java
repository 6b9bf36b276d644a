/** The service's side of the control plane: the last good snapshot, always at hand. Thread guarantees stand on each type. */
@NullMarked
package io.bytefreezer.runtime.control;

import org.jspecify.annotations.NullMarked;
