/** The control plane as a service: its configuration, its start and its end. A service belongs to one thread; its routes are used by many. */
@NullMarked
package io.bytefreezer.control;

import org.jspecify.annotations.NullMarked;
