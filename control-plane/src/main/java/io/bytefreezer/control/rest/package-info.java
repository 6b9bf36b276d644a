/** The REST interface: one table of routes, from which the server and the OpenAPI document are made. Safe for use by many threads. */
@NullMarked
package io.bytefreezer.control.rest;

import org.jspecify.annotations.NullMarked;
