/**
 * Appends numbered events to raw topics, each exactly once: what the proxy's spool and the receiver of other proxies'
 * spools have in common. Thread guarantees stand on each type.
 */
@NullMarked
package io.bytefreezer.proxy.append;

import org.jspecify.annotations.NullMarked;
