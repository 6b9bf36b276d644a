/** How well a service is, as values: immutable, safe for use by many threads. */
@NullMarked
package io.bytefreezer.runtime.health;

import org.jspecify.annotations.NullMarked;
