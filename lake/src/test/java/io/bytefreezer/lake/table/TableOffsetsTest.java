package io.bytefreezer.lake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.TableId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableOffsetsTest {

    @Test
    void isStoredAsOneLineOfJson() {
        TableOffsets offsets = TableOffsets.of("topic", Map.of(10, 5L, 2, Long.MAX_VALUE));
        assertThat(offsets.toJson())
                .isEqualTo("{\"topic_id\":\"topic\",\"next\":{\"2\":9223372036854775807,\"10\":5}}");
        assertThat(TableOffsets.parse(offsets.toJson())).isEqualTo(offsets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "{\"next\":{\"x\":1}}",
                "{\"next\":{\"0\":\"1\"}}",
                "{\"next\":{\"0\":1.5}}",
                "{\"next\":{\"0\":-1}}"
            })
    void refusesDamagedOffsetsInsteadOfStartingFromNothing(String json) {
        assertThatThrownBy(() -> TableOffsets.parse(json)).isInstanceOf(LakeException.class);
    }

    @Test
    void knowsNothingOfAnotherTopicsOffsets() {
        TableOffsets offsets = TableOffsets.of("topic", Map.of(0, 5L));
        assertThat(offsets.next("topic", 0)).hasValue(5);
        assertThat(offsets.next("topic", 1)).isEmpty();
        assertThat(offsets.next("again", 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a-",
                "a--b",
                "A",
                "a.b",
                "..",
                "a/b",
                "é",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void refusesIdsThatCouldLeadElsewhere(String id) {
        assertThatThrownBy(() -> new TableId(id, "web")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TableId("acme", id)).isInstanceOf(IllegalArgumentException.class);
    }
}
