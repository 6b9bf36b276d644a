/** What was sent, what was promised for it, and whether that was kept. All but the {@code Ledger} itself is immutable. */
@NullMarked
package io.bytefreezer.system.ledger;

import org.jspecify.annotations.NullMarked;
