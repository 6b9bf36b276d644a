/** What a service process is: its lifecycle, its HTTP host and its metrics. A service and its host belong to one thread; handlers and metrics are used by many. */
@NullMarked
package io.bytefreezer.runtime.service;

import org.jspecify.annotations.NullMarked;
