/** Keeps the lake's tables in shape while others are packed. A {@link io.bytefreezer.packer.upkeep.UpkeepLoop} has a thread of its own. */
@NullMarked
package io.bytefreezer.packer.upkeep;

import org.jspecify.annotations.NullMarked;
