/**
 * Makes the rows of raw records anew and puts them in the place of those they had. A {@link io.bytefreezer.provenance.replay.Replayer} belongs to one thread.
 */
@NullMarked
package io.bytefreezer.provenance.replay;

import org.jspecify.annotations.NullMarked;
