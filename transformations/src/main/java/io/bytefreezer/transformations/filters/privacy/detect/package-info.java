/**
 * Finds what should not be seen in texts, in time that grows with the text alone. Immutable, and safe for use by many threads.
 */
@NullMarked
package io.bytefreezer.transformations.filters.privacy.detect;

import org.jspecify.annotations.NullMarked;
