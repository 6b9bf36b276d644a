/** The piper: applies each dataset's transformation between its raw and its processed topic. */
@NullMarked
package io.bytefreezer.piper;

import org.jspecify.annotations.NullMarked;
