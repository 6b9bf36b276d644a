/** Reads what no packer has committed yet from the processed topics. Everything here is safe for use by many threads unless it says otherwise. */
@NullMarked
package io.bytefreezer.query.tail;

import org.jspecify.annotations.NullMarked;
