/** What filters remember from one event to the next; kept by whoever runs the plan. A state belongs to the one thread that applies the plan. */
@NullMarked
package io.bytefreezer.transformations.state;

import org.jspecify.annotations.NullMarked;
