/**
 * From rows back to raw records. An audit shows that every raw record of a dataset is a row, a dead letter or an intended drop,
 * exactly once; a replay makes the rows of a range anew with another version of the rules.
 */
@NullMarked
package io.bytefreezer.provenance;

import org.jspecify.annotations.NullMarked;
