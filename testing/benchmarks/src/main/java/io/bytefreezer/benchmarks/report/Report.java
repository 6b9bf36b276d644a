package io.bytefreezer.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures of a whole measurement.
 *
 * @param conditions under what they came about
 * @param bytesPerEvent bytes of an event as it is sent, on average
 * @param floor the floor before each round of runs, and after the last
 * @param cases the runs of each case by its name, one in each round
 * @param peakMemory most memory that each process ever had resident, in bytes
 */
public record Report(
        Conditions conditions,
        double bytesPerEvent,
        List<FloorRun> floor,
        SequencedMap<String, List<CaseRun>> cases,
        Map<String, Long> peakMemory) {

    /** What is a cost of measuring, and not of what is measured. */
    public static final String LOAD_GENERATOR = "load generator";

    private static final List<String> SURROUNDINGS = List.of("kafka", "s3", LOAD_GENERATOR);
    private static final double MIB = 1024.0 * 1024.0;

    /** The page. */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("`" + conditions.command() + "` on " + conditions.date() + ": " + conditions.machine() + ". "
                + conditions.load());
        lines.add("");
        conditions.settings().forEach(setting -> lines.add("- " + setting));
        lines.add("");
        lines.addAll(rates());
        lines.add("");
        lines.addAll(costs());
        lines.add("");
        lines.addAll(bytes());
        return String.join("\n", lines) + "\n";
    }

    private List<String> rates() {
        List<String> lines = header("events/s until all are", "");
        for (Stage stage : Stage.values()) {
            lines.add(row(stage.label(), run -> run.rate(stage), FloorRun::rate, Figures::whole));
        }
        lines.add("| floor: produced and consumed | "
                + Spread.of(floor.stream().map(FloorRun::rate).toList()).text(Figures::whole) + " |"
                + " |".repeat(columns() - 1));
        return lines;
    }

    private List<String> costs() {
        List<String> lines = header("CPU seconds per million events", " peak MiB |");
        List<String> services = services();
        for (String service : services) {
            lines.add(row(service, run -> run.cost(service), FloorRun::clientsCost, Figures::fine) + peak(service));
        }
        lines.add(row(
                        "all services",
                        run -> services.stream().mapToDouble(run::cost).sum(),
                        FloorRun::clientsCost,
                        Figures::fine)
                + " |");
        lines.add(row("kafka", run -> run.cost("kafka"), FloorRun::brokerCost, Figures::fine) + peak("kafka"));
        lines.add(row("s3", run -> run.cost("s3"), FloorRun::clientsCost, Figures::fine) + peak("s3"));
        lines.add(row(LOAD_GENERATOR, run -> run.cost(LOAD_GENERATOR), FloorRun::clientsCost, Figures::fine) + " |");
        lines.add(floorRow("floor: producer and consumer", FloorRun::clientsCost) + peak("floor"));
        lines.add(floorRow("floor: kafka", FloorRun::brokerCost) + " |");
        return lines;
    }

    private List<String> bytes() {
        List<String> lines =
                new ArrayList<>(List.of("| bytes per event | " + String.join(" | ", cases.keySet()) + " |"));
        lines.add("| --- |" + " ---: |".repeat(cases.size()));
        lines.add("| as sent |" + (" " + Figures.whole(bytesPerEvent) + " |").repeat(cases.size()));
        lines.add("| in raw objects |" + each(CaseRun::rawBytesPerEvent));
        lines.add("| in the lake's data files |" + each(CaseRun::lakeBytesPerEvent));
        return lines;
    }

    private String each(ToDoubleFunction<CaseRun> figure) {
        StringBuilder cells = new StringBuilder();
        cases.values()
                .forEach(runs -> cells.append(' ')
                        .append(spread(runs, figure).text(Figures::whole))
                        .append(" |"));
        return cells.toString();
    }

    private List<String> header(String what, String last) {
        List<String> lines = new ArrayList<>();
        lines.add("| " + what + " |"
                + String.join(
                        "",
                        cases.keySet().stream()
                                .map(name -> " " + name + " | of the floor |")
                                .toList())
                + last);
        lines.add("| --- |" + " ---: |".repeat(columns() + (last.isEmpty() ? 0 : 1)));
        return lines;
    }

    private int columns() {
        return 2 * cases.size();
    }

    /** A figure of each case, and what it is of the same figure of the floor around it. */
    private String row(
            String label,
            ToDoubleFunction<CaseRun> figure,
            ToDoubleFunction<FloorRun> ofFloor,
            DoubleFunction<String> spelling) {
        StringBuilder cells = new StringBuilder("| " + label + " |");
        cases.values()
                .forEach(runs -> cells.append(' ')
                        .append(spread(runs, figure).text(spelling))
                        .append(" | ")
                        .append(ratio(runs, figure, ofFloor).text(Figures::fine))
                        .append(" |"));
        return cells.toString();
    }

    private static Spread spread(List<CaseRun> runs, ToDoubleFunction<CaseRun> figure) {
        return Spread.of(runs.stream().map(figure::applyAsDouble).toList());
    }

    private Spread ratio(List<CaseRun> runs, ToDoubleFunction<CaseRun> figure, ToDoubleFunction<FloorRun> ofFloor) {
        return Spread.of(IntStream.range(0, runs.size())
                .mapToObj(round -> figure.applyAsDouble(runs.get(round))
                        / ((ofFloor.applyAsDouble(floor.get(round)) + ofFloor.applyAsDouble(floor.get(round + 1))) / 2))
                .toList());
    }

    private String floorRow(String label, ToDoubleFunction<FloorRun> figure) {
        return "| " + label + " | "
                + Spread.of(floor.stream().map(figure::applyAsDouble).toList()).text(Figures::fine) + " |"
                + " |".repeat(columns() - 1);
    }

    private String peak(String process) {
        Long bytes = peakMemory.get(process);
        return bytes == null ? " |" : " " + Figures.whole(bytes / MIB) + " |";
    }

    /** By their cost in the first case, the dearest first. */
    private List<String> services() {
        List<CaseRun> runs = cases.firstEntry().getValue();
        return runs.getFirst().cpu().keySet().stream()
                .filter(name -> !SURROUNDINGS.contains(name))
                .sorted(Comparator.comparingDouble(
                        (String name) -> -spread(runs, run -> run.cost(name)).median()))
                .toList();
    }
}
