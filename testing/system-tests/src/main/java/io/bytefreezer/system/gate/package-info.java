/**
 * What stands between services and the parts they talk to, and lets through, delays, cuts or answers in their stead. Each gate
 * owns its threads; gates are safe for use by many.
 */
@NullMarked
package io.bytefreezer.system.gate;

import org.jspecify.annotations.NullMarked;
