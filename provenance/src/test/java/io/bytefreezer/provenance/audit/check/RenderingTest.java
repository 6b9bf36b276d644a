package io.bytefreezer.provenance.audit.check;

import static io.bytefreezer.provenance.audit.check.Samples.DATASET;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private static Report report(Finding... findings) {
        OffsetRange wanted = new OffsetRange(0, 100);
        Counts counts = new Counts(100, 98, 1, new Counts.Judged(1, 0, 0, 0, 0, 0));
        PartitionReport partition = new PartitionReport(0, wanted, wanted, 3, counts, List.of(findings));
        return new Report(DATASET, true, List.of(partition), List.of(), counts);
    }

    @Test
    void aCompletePartitionSaysUpToWhere() {
        assertThat(Rendering.text(report())).isEqualTo("""
                audit of acme/web, record by record
                partition 0: complete up to offset 99
                in all: 100 raw records, 98 rows, 1 dead letters, 1 dropped by rules, 0 refused by rules
                complete
                """);
    }

    @Test
    void findingsSayWhatIsWrongWhereAndWhatToDo() {
        Spans.Collector offsets = new Spans.Collector();
        LongStream.of(3, 4, 5, 9).forEach(offsets::add);
        String text = Rendering.text(report(new Finding.Lost(offsets.spans(), Set.of("raw/a.avro"), Set.of())));
        assertThat(text)
                .contains("partition 0: of offsets 0..99\n")
                .contains("  lost: 4 records without row, dead letter or rule: offsets 3..5, 9 of raw/a.avro\n")
                .contains("    replay these offsets from the raw objects\n")
                .endsWith("not complete\n");
    }

    @Test
    void jsonSaysTheSame() {
        var json = Rendering.json(report(new Finding.Lag(Finding.Stage.PACKER, new OffsetRange(90, 100))));
        assertThat(json.path("complete").asBoolean(true)).isFalse();
        var finding = json.path("partitions").path(0).path("findings").path(0);
        assertThat(finding.path("kind").asText()).isEqualTo("lag");
        assertThat(finding.path("offsets").path(0).path("until").asLong()).isEqualTo(100);
    }

    @Test
    void onlySoManyRangesAreNamed() {
        Spans.Collector offsets = new Spans.Collector();
        LongStream.range(0, 100).map(n -> 2 * n).forEach(offsets::add);
        assertThat(offsets.spans().ranges()).hasSize(Spans.RANGES_MAX);
        assertThat(offsets.spans().count()).isEqualTo(100);
        assertThat(offsets.spans().toString()).endsWith(", ...");
    }
}
