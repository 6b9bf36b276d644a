/** Tells who waits for it that the configuration has changed, whichever process changed it. Safe for use by many threads. */
@NullMarked
package io.bytefreezer.control.watch;

import org.jspecify.annotations.NullMarked;
