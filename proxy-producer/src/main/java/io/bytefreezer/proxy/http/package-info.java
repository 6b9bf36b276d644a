/** Events over HTTP. Routes are used by many threads, all else by the one that serves a request. */
@NullMarked
package io.bytefreezer.proxy.http;

import org.jspecify.annotations.NullMarked;
