/**
 * Finds in the syntax tree of a query what all rows of a table fulfil that the query looks for. What is not understood says nothing, so that no file is left out wrongly.
 * For one walk of one tree each; not safe for use by several threads.
 */
@NullMarked
package io.bytefreezer.query.filter;

import org.jspecify.annotations.NullMarked;
