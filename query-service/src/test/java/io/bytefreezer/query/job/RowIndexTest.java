package io.bytefreezer.query.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowIndexTest {

    @Test
    void findsAPlaceNotBehindEachRowAndNotFarBeforeIt() {
        RowIndex.Builder builder = new RowIndex.Builder();
        long[] begins = new long[20_000];
        long bytes = 0;
        for (int row = 0; row < begins.length; row++) {
            begins[row] = bytes;
            long length = row % 997 == 0 ? 150_000 : 10 + row % 90;
            builder.add(length);
            bytes += length;
        }
        RowIndex index = builder.build();

        assertThat(index.places()).hasSizeBetween(20, (int) (bytes / RowIndex.STEP_BYTES) + 1);
        for (int row = 0; row < begins.length; row++) {
            RowIndex.Place place = index.before(row);
            assertThat(place.row()).isLessThanOrEqualTo(row);
            assertThat(place.offset()).isEqualTo(begins[(int) place.row()]);
            assertThat(begins[row] - place.offset()).isLessThan(RowIndex.STEP_BYTES + 150_000);
        }
    }

    @Test
    void beginsAtTheFirstRowOfASmallResultAndOfNone() {
        assertThat(RowIndex.EMPTY.before(0)).isEqualTo(new RowIndex.Place(0, 0));
        assertThat(RowIndex.EMPTY.before(7)).isEqualTo(new RowIndex.Place(0, 0));
        assertThatThrownBy(() -> new RowIndex(List.of())).hasMessageContaining("first row");
    }
}
