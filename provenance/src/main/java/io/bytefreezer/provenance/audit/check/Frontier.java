package io.bytefreezer.provenance.audit.check;

import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.ArrayList;
import java.util.List;

/**
 * How far each stage has come with a partition. Immutable.
 *
 * @param wanted what is audited
 * @param landed offset of the first record in it that no raw object holds and that the topic still has; its end if there is none
 * @param piped offset of the first record in it that the piper has not finished; its end if there is none
 * @param packed offset of the first record in it whose processed event is not in the table's reach; its end if there is none
 */
public record Frontier(OffsetRange wanted, long landed, long piped, long packed) {

    /** The offsets for which everything that will come has come: only they are judged. */
    public OffsetRange settled() {
        return wanted.meet(new OffsetRange(0, Math.min(piped, packed)));
    }

    /** First offset that some stage has not come to. */
    public long end() {
        return Math.min(landed, settled().until());
    }

    /** What is not judged, and whose turn it is. */
    public List<Finding> lags() {
        List<Finding> lags = new ArrayList<>();
        add(lags, Finding.Stage.RECEIVER, landed, wanted.until());
        add(lags, Finding.Stage.PIPER, piped, wanted.until());
        add(lags, Finding.Stage.PACKER, packed, Math.min(piped, wanted.until()));
        return lags;
    }

    private static void add(List<Finding> lags, Finding.Stage stage, long from, long until) {
        if (from < until) {
            lags.add(new Finding.Lag(stage, new OffsetRange(from, until)));
        }
    }
}
