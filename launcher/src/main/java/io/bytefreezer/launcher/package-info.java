/** The {@code bytefreezer} command. Each command runs on the main thread. */
@NullMarked
package io.bytefreezer.launcher;

import org.jspecify.annotations.NullMarked;
