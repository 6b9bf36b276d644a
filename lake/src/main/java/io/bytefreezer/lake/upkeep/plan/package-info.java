/** Which data files become one, as a pure function of what a table's manifests say. Everything here is immutable and safe to share. */
@NullMarked
package io.bytefreezer.lake.upkeep.plan;

import org.jspecify.annotations.NullMarked;
