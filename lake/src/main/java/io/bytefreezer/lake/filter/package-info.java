/** What is known of the rows a query keeps, and what follows from it for the files it has to read. Pure; all values are immutable. */
@NullMarked
package io.bytefreezer.lake.filter;

import org.jspecify.annotations.NullMarked;
