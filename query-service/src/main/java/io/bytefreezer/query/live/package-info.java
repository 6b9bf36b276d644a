/** Streams of rows as they come: their limits and their form. Everything here is safe for use by many threads unless it says otherwise. */
@NullMarked
package io.bytefreezer.query.live;

import org.jspecify.annotations.NullMarked;
