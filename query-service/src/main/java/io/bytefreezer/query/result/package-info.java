/** Answers as JSON, NDJSON and CSV. A writer belongs to one query and one thread. */
@NullMarked
package io.bytefreezer.query.result;

import org.jspecify.annotations.NullMarked;
