/** What HTTP handlers of all services share: JSON, error bodies, bearer keys. Stateless, safe for use by many threads. */
@NullMarked
package io.bytefreezer.runtime.http;

import org.jspecify.annotations.NullMarked;
