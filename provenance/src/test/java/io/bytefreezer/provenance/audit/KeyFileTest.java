package io.bytefreezer.provenance.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.S3Location;
import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyFileTest {

    private static final Map<Integer, OffsetRange> JUDGED =
            Map.of(0, new OffsetRange(0, 100), 1, new OffsetRange(0, 50));

    private static KeyFile.Share share(@Nullable OffsetRange partitions, @Nullable OffsetRange offsets) {
        return new KeyFile(new S3Location("bucket", "key"), 10, partitions, offsets).shareIn(JUDGED);
    }

    @Test
    void theManifestTellsWhenAFileIsWhollyInOrOut() {
        assertThat(share(new OffsetRange(0, 2), new OffsetRange(10, 50))).isEqualTo(KeyFile.Share.ALL);
        assertThat(share(new OffsetRange(0, 2), new OffsetRange(100, 120))).isEqualTo(KeyFile.Share.NONE);
    }

    @Test
    void onlyTheRowsTellWhenAFileIsCutOrTheManifestIsSilent() {
        assertThat(share(new OffsetRange(0, 2), new OffsetRange(10, 60))).isEqualTo(KeyFile.Share.UNKNOWN);
        assertThat(share(new OffsetRange(0, 3), new OffsetRange(10, 20))).isEqualTo(KeyFile.Share.UNKNOWN);
        assertThat(share(null, new OffsetRange(10, 20))).isEqualTo(KeyFile.Share.UNKNOWN);
    }
}
