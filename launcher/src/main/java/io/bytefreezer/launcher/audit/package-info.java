/** The command {@code audit}. It runs on the main thread. */
@NullMarked
package io.bytefreezer.launcher.audit;

import org.jspecify.annotations.NullMarked;
