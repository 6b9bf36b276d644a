/** What rules do with the values of events: compare them as people mean it, and fill them into texts. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.value;

import org.jspecify.annotations.NullMarked;
