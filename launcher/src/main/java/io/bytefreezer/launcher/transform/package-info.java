/** The command that applies a transformation document to lines of text. Everything here belongs to the thread of the command. */
@NullMarked
package io.bytefreezer.launcher.transform;

import org.jspecify.annotations.NullMarked;
