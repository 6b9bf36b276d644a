/** The formats there are, and how one is found for a payload that nobody vouches for. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats;

import org.jspecify.annotations.NullMarked;
