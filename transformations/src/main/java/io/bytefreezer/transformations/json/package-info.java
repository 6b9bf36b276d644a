/** JSON in and out without loss: numbers keep their digits and keys their order. Everything here is safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.json;

import org.jspecify.annotations.NullMarked;
