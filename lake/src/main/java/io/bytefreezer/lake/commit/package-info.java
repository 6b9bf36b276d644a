/**
 * The commit protocol: data files and the offsets they came from enter a table in one snapshot, exactly once. The decision is pure
 * ({@link io.bytefreezer.lake.commit.OffsetCheck}); {@link io.bytefreezer.lake.commit.TableCommitter} acts on it and belongs to one thread.
 */
@NullMarked
package io.bytefreezer.lake.commit;

import org.jspecify.annotations.NullMarked;
