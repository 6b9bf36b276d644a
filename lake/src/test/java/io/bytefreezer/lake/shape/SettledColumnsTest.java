package io.bytefreezer.lake.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.lake.spool.RowJson;
import io.bytefreezer.lake.spool.SpoolColumn;
import io.bytefreezer.lake.table.Column;
import io.bytefreezer.lake.table.ColumnType;
import io.bytefreezer.lake.table.SettledColumn;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettledColumnsTest {

    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07Z");
    private static final List<SettledColumn> SETTLED = List.of(
            new SettledColumn("code", ColumnType.STRING, "code"),
            new SettledColumn("lat", ColumnType.DOUBLE, "geo.lat"),
            new SettledColumn("seen_at", ColumnType.TIMESTAMPTZ, "seen_at"),
            new SettledColumn("old", ColumnType.STRING, "old"));

    private final RowShaper shaper =
            new RowShaper(List.of(new Column(7, "OLD", ColumnType.LONG, "BIGINT")), SETTLED, 2);

    @Test
    void aColumnHasItsSettledTypeWhateverItsFirstValueIs() {
        assertThat(row("{\"code\":404,\"geo.lat\":7}")).contains("\"code\":\"404\",\"lat\":7.0");
        assertThat(shaper.columns())
                .containsExactly(
                        new SpoolColumn(3, "code", ColumnType.STRING, false),
                        new SpoolColumn(4, "lat", ColumnType.DOUBLE, false));
    }

    @Test
    void aValueThatDoesNotFitIsRescuedWithTheNameOfItsField() {
        assertThat(row("{\"geo.lat\":\"north\",\"code\":\"a\"}"))
                .contains("\"code\":\"a\"")
                .contains("\"_rescued_data\":\"{\\\"geo.lat\\\":\\\"north\\\"}\"")
                .doesNotContain("\"lat\":");
    }

    @Test
    void aColumnTakesTheValuesOfItsFieldAlone() {
        assertThat(row("{\"lat\":1.5,\"GEO_lat\":2.5}"))
                .contains("\"lat\":2.5")
                .contains("\"_rescued_data\":\"{\\\"lat\\\":1.5}\"");
    }

    @Test
    void timesAreMicrosecondsWhicheverWayABodyIsRead() {
        String plain = row("{\"seen_at\":\"2026-03-04T06:06:07.5+01:00\"}");
        assertThat(plain).contains("\"seen_at\":1772600767500000");
        assertThat(row("{\"seen_at\":\"2026-03-04T06:06:07.5+01:00\",\"\\u006eull\":null}"))
                .isEqualTo(plain);
        assertThat(row("{\"seen_at\":1772600767}")).contains("_rescued_data").doesNotContain("\"seen_at\":");
        assertThat(row("{\"seen_at\":\"2026-03-04\"}")).contains("{\\\"seen_at\\\":\\\"2026-03-04\\\"}");
    }

    @Test
    void aColumnThatTheTableHasKeepsItsNameAndType() {
        assertThat(row("{\"old\":5}")).contains("\"OLD\":5");
        assertThat(row("{\"old\":\"x\"}")).contains("_rescued_data");
    }

    @Test
    void settledColumnsAreMadeBeyondTheLimitOfColumns() {
        assertThat(row("{\"code\":\"a\",\"more\":1}"))
                .contains("\"code\":\"a\"")
                .contains("{\\\"more\\\":1}");
        assertThat(shaper.columnsAndSettled())
                .extracting(SpoolColumn::name)
                .containsExactly("OLD", "code", "lat", "seen_at");
    }

    @Test
    void isMadeOfATypeAndNamesThatATableCanHave() {
        assertThat(SettledColumn.of("a", "timestamp", "b.c"))
                .contains(new SettledColumn("a", ColumnType.TIMESTAMPTZ, "b.c"));
        assertThat(SettledColumn.of("a", "a type of tomorrow", "a")).isEmpty();
        assertThat(SettledColumn.of("a.b", "text", "a")).isEmpty();
        assertThat(SettledColumn.of("event_id", "text", "a")).isEmpty();
        assertThat(SettledColumn.of("a", "text", " ")).isEmpty();
    }

    private String row(String body) {
        ShapedRow row = shaper.shape(new SystemValues(TIME, TIME, "id", 0, 1), body.getBytes(UTF_8));
        return RowJson.of(Arrays.copyOf(row.bytes().array(), row.length()), shaper.columns());
    }
}
