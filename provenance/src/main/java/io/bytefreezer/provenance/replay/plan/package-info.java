/** Which offsets a replay is about, and how its steps are told apart. Pure; everything here is immutable. */
@NullMarked
package io.bytefreezer.provenance.replay.plan;

import org.jspecify.annotations.NullMarked;
