/** Which transformation each dataset has, compiled once per version. Pure; everything here is immutable. */
@NullMarked
package io.bytefreezer.piper.plan;

import org.jspecify.annotations.NullMarked;
