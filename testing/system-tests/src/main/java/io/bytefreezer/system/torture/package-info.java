/** The torture run: events flow, everything is broken and mended, and at the end every event is counted. */
@NullMarked
package io.bytefreezer.system.torture;

import org.jspecify.annotations.NullMarked;
