/** What becomes of a raw record: pure, and the same for the topology, for audits and for replays. */
@NullMarked
package io.bytefreezer.piper.judge;

import org.jspecify.annotations.NullMarked;
