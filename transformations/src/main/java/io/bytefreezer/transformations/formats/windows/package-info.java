/** Events of Windows. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.windows;

import org.jspecify.annotations.NullMarked;
