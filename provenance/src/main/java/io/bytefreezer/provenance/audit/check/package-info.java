/** What an audit concludes from what it has seen: pure, and decided by values alone. What collects is of one thread. */
@NullMarked
package io.bytefreezer.provenance.audit.check;

import org.jspecify.annotations.NullMarked;
