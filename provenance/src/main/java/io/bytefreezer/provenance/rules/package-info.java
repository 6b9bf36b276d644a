/** The rules of a dataset over time, and what they say of a record. Pure; everything here is immutable. */
@NullMarked
package io.bytefreezer.provenance.rules;

import org.jspecify.annotations.NullMarked;
