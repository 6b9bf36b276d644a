package io.bytefreezer.provenance.audit.check;

import static io.bytefreezer.provenance.audit.check.Samples.DATASET;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.provenance.origin.OffsetRange;
import io.bytefreezer.provenance.rules.Drop;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RenderingTest {

    private static Report report(Finding... findings) {
        return report(new Drops(List.of(dropped(0, 1)), 0), findings);
    }

    private static Drops.Counted dropped(int position, long events) {
        return new Drops.Counted(new Drop(3, position + ":drop", "always_drop"), events);
    }

    private static Report report(Drops drops, Finding... findings) {
        OffsetRange wanted = new OffsetRange(0, 100);
        Counts counts = new Counts(100, 98, 1, new Counts.Judged(1, 0, 0, 0, 0, 0));
        PartitionReport partition = new PartitionReport(0, wanted, wanted, 3, counts, List.of(findings));
        return new Report(DATASET, true, List.of(partition), List.of(), counts, drops);
    }

    @Test
    void aCompletePartitionSaysUpToWhere() {
        assertThat(Rendering.text(report())).isEqualTo("""
                audit of acme/web, record by record
                partition 0: complete up to offset 99
                in all: 100 raw records, 98 rows, 1 dead letters, 1 dropped by rules, 0 refused by rules
                  1 dropped by 0:drop of version 3: always_drop
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
    void whatDroppedMostIsNamedAndTheRestIsCounted() {
        List<Drops.Counted> counted =
                IntStream.range(0, 23).mapToObj(i -> dropped(i, 30 - i)).toList();
        assertThat(Rendering.text(report(new Drops(counted, 0))))
                .contains("0 refused by rules\n  30 dropped by 0:drop of version 3: always_drop\n")
                .contains("  11 dropped by 19:drop of version 3: always_drop\n  and 27 by 3 more filters or reasons\n")
                .doesNotContain("20:drop");
        assertThat(Rendering.text(report(new Drops(counted, 5))))
                .contains("  and 32 by more than 3 more filters or reasons\n");
        var json = Rendering.json(report(new Drops(counted, 5))).path("drops");
        assertThat(json).hasSize(24);
        assertThat(json.path(22).toString()).isEqualTo("""
                {"filter":"22:drop","reason":"always_drop","version":3,"events":8}""");
        assertThat(json.path(23).toString()).isEqualTo("""
                {"filter":"others","reason":"others","events":5}""");
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
