/** When a batch is complete. Pure. */
@NullMarked
package io.bytefreezer.packer.plan;

import org.jspecify.annotations.NullMarked;
