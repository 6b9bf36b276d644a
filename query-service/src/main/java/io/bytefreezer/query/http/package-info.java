/** The HTTP interface of the query service. Handlers are called by many threads at once. */
@NullMarked
package io.bytefreezer.query.http;

import org.jspecify.annotations.NullMarked;
