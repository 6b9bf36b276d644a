/** Schema ids from a registry that speaks Confluent's REST protocol. Everything here is safe for use by many threads. */
@NullMarked
package io.bytefreezer.schemas.registry;

import org.jspecify.annotations.NullMarked;
