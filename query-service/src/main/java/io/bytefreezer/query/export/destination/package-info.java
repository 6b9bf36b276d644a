/** Where exports send rows. A target belongs to one export and one thread. */
@NullMarked
package io.bytefreezer.query.export.destination;

import org.jspecify.annotations.NullMarked;
