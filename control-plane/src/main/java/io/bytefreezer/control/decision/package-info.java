/** State and command in, changes or a refusal out. Pure; everything is immutable and safe for use by many threads. */
@NullMarked
package io.bytefreezer.control.decision;

import org.jspecify.annotations.NullMarked;
