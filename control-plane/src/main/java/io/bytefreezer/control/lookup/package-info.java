/** What transformations look up and name: the tables that are stored. Safe for use by many threads. */
@NullMarked
package io.bytefreezer.control.lookup;

import org.jspecify.annotations.NullMarked;
