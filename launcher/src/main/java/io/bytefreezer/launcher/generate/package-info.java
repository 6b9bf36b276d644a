/** Made-up traffic, the same for the same seed. A generator belongs to one thread. */
@NullMarked
package io.bytefreezer.launcher.generate;

import org.jspecify.annotations.NullMarked;
