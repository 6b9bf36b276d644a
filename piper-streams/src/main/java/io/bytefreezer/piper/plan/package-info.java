/**
 * Which transformation each dataset has, compiled once per version. Pure, but for
 * {@link io.bytefreezer.piper.plan.PlanBook}, which follows the control plane.
 */
@NullMarked
package io.bytefreezer.piper.plan;

import org.jspecify.annotations.NullMarked;
