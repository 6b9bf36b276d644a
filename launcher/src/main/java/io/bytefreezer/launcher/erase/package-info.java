/** The command {@code erase}. It runs on the main thread. */
@NullMarked
package io.bytefreezer.launcher.erase;

import org.jspecify.annotations.NullMarked;
