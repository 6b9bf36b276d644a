/** Access logs of web servers, read by a cursor instead of a regular expression. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.web;

import org.jspecify.annotations.NullMarked;
