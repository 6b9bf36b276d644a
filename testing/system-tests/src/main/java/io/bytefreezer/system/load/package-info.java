/** Makes events of every kind and sends them while the pipeline is disturbed. */
@NullMarked
package io.bytefreezer.system.load;

import org.jspecify.annotations.NullMarked;
