package io.bytefreezer.proxy.spool;

import io.bytefreezer.schemas.name.DatasetRef;
import java.util.List;

/**
 * Events of one dataset, in their order, as the spool keeps them.
 *
 * @param dataset whose they are
 * @param encoded each event's bytes; not copied, so nobody may change them
 */
record SpoolEvents(DatasetRef dataset, List<byte[]> encoded) {

    SpoolEvents {
        encoded = List.copyOf(encoded);
    }
}
