/**
 * What keeps tables in shape: small files become large ones, old hours, old snapshots and orphans go. Nothing here changes which rows a query sees but retention.
 * A {@link io.bytefreezer.lake.upkeep.TableCompactor} belongs to one thread, the rest is stateless.
 */
@NullMarked
package io.bytefreezer.lake.upkeep;

import org.jspecify.annotations.NullMarked;
