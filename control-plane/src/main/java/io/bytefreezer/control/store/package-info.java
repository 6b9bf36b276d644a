/** Configuration in a database, PostgreSQL or H2, with the same SQL. Safe for use by many threads and many processes. */
@NullMarked
package io.bytefreezer.control.store;

import org.jspecify.annotations.NullMarked;
