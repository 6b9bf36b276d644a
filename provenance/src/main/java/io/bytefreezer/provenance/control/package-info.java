/** What audits and replays ask the control plane. Safe for use by many threads. */
@NullMarked
package io.bytefreezer.provenance.control;

import org.jspecify.annotations.NullMarked;
