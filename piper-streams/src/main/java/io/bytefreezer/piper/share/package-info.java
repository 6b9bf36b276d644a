/** How much of the piper's time each dataset may take. Safe for use by many threads. */
@NullMarked
package io.bytefreezer.piper.share;

import org.jspecify.annotations.NullMarked;
