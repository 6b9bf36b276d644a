/** The command {@code replay}. It runs on the main thread. */
@NullMarked
package io.bytefreezer.launcher.replay;

import org.jspecify.annotations.NullMarked;
