/** Inputs that listen on their own ports. Opened and closed by one thread; each reads on threads of its own. */
@NullMarked
package io.bytefreezer.proxy.listen;

import org.jspecify.annotations.NullMarked;
