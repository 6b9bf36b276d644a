/** A service's YAML file and its environment as a typed, immutable record; nothing here is mutable, so all of it is safe for use by many threads. */
@NullMarked
package io.bytefreezer.runtime.config;

import org.jspecify.annotations.NullMarked;
