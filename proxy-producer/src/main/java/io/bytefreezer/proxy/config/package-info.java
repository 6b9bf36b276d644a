/** The proxy's configuration as records. Immutable, safe for use by many threads. */
@NullMarked
package io.bytefreezer.proxy.config;

import org.jspecify.annotations.NullMarked;
