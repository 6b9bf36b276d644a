/**
 * Raw records where they are kept: in the raw objects on S3 and, while its retention lasts, in the raw topic. Both are read
 * alike. Thread guarantees stand on each type.
 */
@NullMarked
package io.bytefreezer.provenance.origin;

import org.jspecify.annotations.NullMarked;
