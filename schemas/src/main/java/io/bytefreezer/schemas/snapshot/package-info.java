/** What the control plane tells a service: one immutable document, safe for use by many threads. */
@NullMarked
package io.bytefreezer.schemas.snapshot;

import org.jspecify.annotations.NullMarked;
