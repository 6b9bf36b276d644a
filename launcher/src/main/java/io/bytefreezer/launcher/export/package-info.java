/** The command {@code export}. It runs on the main thread. */
@NullMarked
package io.bytefreezer.launcher.export;

import org.jspecify.annotations.NullMarked;
