/** Makes new keys. Safe for use by many threads where the source of randomness is. */
@NullMarked
package io.bytefreezer.control.key;

import org.jspecify.annotations.NullMarked;
