/** YAML text as a tree that knows its lines. Pure and immutable, safe for use by many threads. */
@NullMarked
package io.bytefreezer.runtime.yaml;

import org.jspecify.annotations.NullMarked;
