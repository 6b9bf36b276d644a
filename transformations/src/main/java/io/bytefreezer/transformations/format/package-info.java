/** What a format is: how it describes itself, and what it makes of a payload. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.format;

import org.jspecify.annotations.NullMarked;
