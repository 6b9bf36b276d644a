/** What the proxy counts. Safe for use by many threads. */
@NullMarked
package io.bytefreezer.proxy.count;

import org.jspecify.annotations.NullMarked;
