/** What filters may ask about the world beyond the event; answered by whoever runs the plan. Implementations are safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.lookup;

import org.jspecify.annotations.NullMarked;
