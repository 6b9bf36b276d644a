/** Files that their owner alone can read. Stateless, safe for use by many threads. */
@NullMarked
package io.bytefreezer.runtime.file;

import org.jspecify.annotations.NullMarked;
