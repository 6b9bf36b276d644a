package io.bytefreezer.receiver.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawObjectStampTest {

    private static final RawObjectStamp STAMP = new RawObjectStamp(
            2, 3, 9, 6, new Fingerprint(-1, -1), new Fingerprint(Long.MAX_VALUE, 0), "writer-1", "00ff");

    @Test
    void survivesAsMetadata() {
        assertThat(RawObjectStamp.fromMetadata(STAMP.toMetadata())).contains(STAMP);
    }

    @Test
    void isNotThereWhenAPartOfItIsMissingOrBroken() {
        for (String key : STAMP.toMetadata().keySet()) {
            if (key.equals("read-from")) {
                continue;
            }
            Map<String, String> without = new HashMap<>(STAMP.toMetadata());
            without.remove(key);
            assertThat(RawObjectStamp.fromMetadata(without)).as(key).isEmpty();
        }
        for (String key :
                new String[] {"read-from", "first-offset", "last-offset", "records", "first-record", "last-record"}) {
            Map<String, String> broken = new HashMap<>(STAMP.toMetadata());
            broken.put(key, "99999999999999999999-zz");
            assertThat(RawObjectStamp.fromMetadata(broken)).as(key).isEmpty();
        }
    }

    @Test
    void claimsNothingAboutWhatWasBeforeItsFirstRecordWhenThatWasNotNoted() {
        Map<String, String> without = new HashMap<>(STAMP.toMetadata());
        without.remove("read-from");
        assertThat(RawObjectStamp.fromMetadata(without).map(RawObjectStamp::readFrom))
                .contains(3L);
    }

    @Test
    void tellsRecordsApartByTimeAndValue() {
        byte[] value = "a".getBytes(StandardCharsets.UTF_8);

        assertThat(Fingerprint.of(1, value)).isEqualTo(Fingerprint.of(1, value.clone()));
        assertThat(Fingerprint.of(1, value)).isNotEqualTo(Fingerprint.of(2, value));
        assertThat(Fingerprint.of(1, value)).isNotEqualTo(Fingerprint.of(1, new byte[] {'b'}));
        assertThat(Fingerprint.of(1, null)).isNotEqualTo(Fingerprint.of(1, value));
    }

    @Test
    void isTheSameWriteOnlyByTheSameWriterOfTheSameBytes() {
        RawObjectStamp other = new RawObjectStamp(2, 3, 9, 6, STAMP.first(), STAMP.last(), "writer-2", STAMP.sha256());

        assertThat(STAMP.isSameWriteAs(STAMP)).isTrue();
        assertThat(STAMP.isSameWriteAs(other)).isFalse();
    }
}
