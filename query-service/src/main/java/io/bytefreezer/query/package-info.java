/** The query service: SQL over HTTP on the lake. Thread guarantees stand on each type. */
@NullMarked
package io.bytefreezer.query;

import org.jspecify.annotations.NullMarked;
