/** What the control plane knows, as values, and how one change turns it into the next. Pure; everything is immutable and safe for use by many threads. */
@NullMarked
package io.bytefreezer.control.state;

import org.jspecify.annotations.NullMarked;
