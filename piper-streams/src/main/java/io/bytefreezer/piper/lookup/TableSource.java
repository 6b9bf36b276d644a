package io.bytefreezer.piper.lookup;

import io.bytefreezer.schemas.snapshot.LookupTable;
import java.io.IOException;

/** Where the rows of the control plane's tables come from. */
public interface TableSource {

    /**
     * The CSV of a version.
     *
     * @throws IOException when it cannot be had now; its message says why
     */
    byte[] csv(LookupTable table) throws IOException, InterruptedException;
}
