/** The packer: processed topics to Iceberg tables. */
@NullMarked
package io.bytefreezer.packer;

import org.jspecify.annotations.NullMarked;
