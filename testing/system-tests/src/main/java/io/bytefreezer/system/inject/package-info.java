/** Does to a running pipeline what a fault says, and mends it again. */
@NullMarked
package io.bytefreezer.system.inject;

import org.jspecify.annotations.NullMarked;
