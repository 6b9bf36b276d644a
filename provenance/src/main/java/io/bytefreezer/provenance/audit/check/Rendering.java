package io.bytefreezer.provenance.audit.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.provenance.origin.OffsetRange;
import java.util.List;
import java.util.Locale;

/** Reports for people and for programs. */
public final class Rendering {

    /** What dropped events that is named in a text. */
    private static final int DROPS_MAX = 20;

    /** Filter and reason of what is not counted apart. */
    private static final String OTHERS = "others";

    private Rendering() {}

    /** The report as lines of text, the last one being the verdict. */
    public static String text(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("audit of ")
                .append(report.dataset())
                .append(report.isDeep() ? ", record by record\n" : ", by metadata\n");
        for (PartitionReport partition : report.partitions()) {
            text.append(line(partition)).append('\n');
            partition.findings().forEach(finding -> append(text, finding));
        }
        text.append(String.format(Locale.ROOT, "in all: %s%n", counts(report.total(), report.isDeep())));
        append(text, report.drops());
        report.findings().forEach(finding -> append(text, finding));
        text.append(report.isComplete() ? "complete\n" : "not complete\n");
        return text.toString();
    }

    /** The report as one JSON object; names in snake case. */
    public static ObjectNode json(Report report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("tenant", report.dataset().tenant().value());
        root.put("dataset", report.dataset().dataset().value());
        root.put("deep", report.isDeep());
        root.put("complete", report.isComplete());
        root.set("counts", json(report.total()));
        if (report.isDeep()) {
            addDrops(root, report.drops());
        }
        addFindings(root, report.findings());
        ArrayNode partitions = root.putArray("partitions");
        for (PartitionReport partition : report.partitions()) {
            ObjectNode node = partitions.addObject();
            node.put("partition", partition.partition());
            node.put("complete", partition.isComplete());
            node.set("wanted", json(partition.wanted()));
            node.set("judged", json(partition.judged()));
            node.put("raw_objects", partition.objects());
            if (report.isDeep()) {
                node.set("counts", json(partition.counts()));
            }
            addFindings(node, partition.findings());
        }
        return root;
    }

    private static String line(PartitionReport partition) {
        String name = "partition " + partition.partition() + ": ";
        if (partition.wanted().isEmpty()) {
            return name + "no records" + (partition.isComplete() ? "" : ", but");
        }
        return partition.isComplete()
                ? name + "complete up to offset " + (partition.wanted().until() - 1)
                : name + "of offsets " + partition.wanted();
    }

    private static String counts(Counts counts, boolean deep) {
        String seen = String.format(
                Locale.ROOT,
                "%,d raw records, %,d rows, %,d dead letters",
                counts.records(),
                counts.rows(),
                counts.letters());
        Counts.Judged judged = counts.judged();
        String gone = some(", %,d expired by retention", judged.expired()) + some(", %,d erased", judged.erased());
        if (!deep) {
            return seen + gone;
        }
        return seen
                + String.format(
                        Locale.ROOT,
                        ", %,d dropped by rules, %,d refused by rules",
                        judged.dropped(),
                        judged.rejected())
                + some(", %,d routed to other datasets", judged.routed())
                + some(", %,d that a filter with a memory may have dropped", judged.unproven())
                + gone;
    }

    private static String some(String format, long count) {
        return count == 0 ? "" : String.format(Locale.ROOT, format, count);
    }

    private static void append(StringBuilder text, Drops drops) {
        List<Drops.Counted> counted = drops.counted();
        counted.stream()
                .limit(DROPS_MAX)
                .forEach(each -> text.append(String.format(
                        Locale.ROOT,
                        "  %,d dropped by %s of version %d: %s%n",
                        each.events(),
                        each.drop().filter(),
                        each.drop().version(),
                        each.drop().reason())));
        List<Drops.Counted> more = counted.subList(Math.min(DROPS_MAX, counted.size()), counted.size());
        long rest =
                drops.others() + more.stream().mapToLong(Drops.Counted::events).sum();
        if (rest > 0) {
            String uncounted = drops.others() == 0 ? "" : "more than ";
            text.append(String.format(
                    Locale.ROOT, "  and %,d by %s%,d more filters or reasons%n", rest, uncounted, more.size()));
        }
    }

    private static void addDrops(ObjectNode root, Drops drops) {
        ArrayNode array = root.putArray("drops");
        for (Drops.Counted counted : drops.counted()) {
            array.addObject()
                    .put("filter", counted.drop().filter())
                    .put("reason", counted.drop().reason())
                    .put("version", counted.drop().version())
                    .put("events", counted.events());
        }
        if (drops.others() > 0) {
            array.addObject().put("filter", OTHERS).put("reason", OTHERS).put("events", drops.others());
        }
    }

    private static void append(StringBuilder text, Finding finding) {
        Wording.Words words = Wording.of(finding);
        text.append("  ").append(words.kind()).append(": ").append(words.text()).append('\n');
        text.append("    ").append(words.advice()).append('\n');
    }

    private static void addFindings(ObjectNode node, List<Finding> findings) {
        ArrayNode array = node.putArray("findings");
        for (Finding finding : findings) {
            Wording.Words words = Wording.of(finding);
            ObjectNode entry = array.addObject();
            entry.put("kind", words.kind());
            entry.put("text", words.text());
            entry.put("advice", words.advice());
            ArrayNode offsets = entry.putArray("offsets");
            offsetsOf(finding).forEach(range -> offsets.add(json(range)));
        }
    }

    private static List<OffsetRange> offsetsOf(Finding finding) {
        return switch (finding) {
            case Finding.Gap gap -> List.of(gap.offsets());
            case Finding.Overlap overlap -> List.of(overlap.offsets());
            case Finding.Lag lag -> List.of(lag.offsets());
            case Finding.Lost lost -> lost.offsets().ranges();
            case Finding.Doubled doubled -> doubled.offsets().ranges();
            case Finding.Stray stray -> stray.offsets().ranges();
            case Finding.Mistaken mistaken -> mistaken.offsets().ranges();
            case Finding.Different different -> different.offsets().ranges();
            case Finding.Missing missing -> List.of();
            case Finding.Surplus surplus -> List.of();
        };
    }

    private static ObjectNode json(OffsetRange range) {
        return JsonNodeFactory.instance.objectNode().put("from", range.from()).put("until", range.until());
    }

    private static ObjectNode json(Counts counts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("records", counts.records())
                .put("rows", counts.rows())
                .put("dead_letters", counts.letters())
                .put("dropped", counts.judged().dropped())
                .put("rejected", counts.judged().rejected())
                .put("routed", counts.judged().routed())
                .put("unproven", counts.judged().unproven())
                .put("expired", counts.judged().expired())
                .put("erased", counts.judged().erased());
    }
}
