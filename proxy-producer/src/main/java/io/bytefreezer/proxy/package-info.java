/** The proxy as a service. A service belongs to its host's thread; its health and routes are used by many. */
@NullMarked
package io.bytefreezer.proxy;

import org.jspecify.annotations.NullMarked;
