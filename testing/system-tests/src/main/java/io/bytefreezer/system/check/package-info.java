/** Reads what the pipeline holds, at each of its stages, past everything that disturbs it. */
@NullMarked
package io.bytefreezer.system.check;

import org.jspecify.annotations.NullMarked;
