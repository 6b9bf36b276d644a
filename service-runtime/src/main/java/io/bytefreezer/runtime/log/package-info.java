/** Sets up logging once, when a process starts. */
@NullMarked
package io.bytefreezer.runtime.log;

import org.jspecify.annotations.NullMarked;
