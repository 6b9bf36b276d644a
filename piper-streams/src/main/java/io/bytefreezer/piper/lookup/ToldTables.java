package io.bytefreezer.piper.lookup;

import io.bytefreezer.runtime.control.ControlPlaneAwayException;
import io.bytefreezer.schemas.snapshot.LookupTable;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.lookup.CsvTable;
import io.bytefreezer.transformations.lookup.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of the control plane that the snapshot tells of. In memory are the newest version of each and those that plans
 * name; a version that has yet to come leaves the one before it in use. {@link #follow} belongs to one thread, the rest is safe
 * for use by many.
 */
final class ToldTables {

    private static final Logger LOG = LoggerFactory.getLogger(ToldTables.class);

    private final TableSource source;
    private final TableCopies copies;
    private volatile Map<Name, NavigableMap<Integer, Held>> held = Map.of();
    private volatile Map<Name, NavigableMap<Integer, LookupTable>> told = Map.of();
    private volatile List<String> problems = List.of();

    private record Name(String tenant, String name) {}

    private record Held(LookupTable told, CsvTable table) {}

    ToldTables(TableSource source, TableCopies copies) {
        this.source = source;
        this.copies = copies;
    }

    /** What is wrong, for an operator. */
    List<String> problems() {
        return problems;
    }

    /** The first row with this key; null where no version of the table has come. */
    @Nullable Answer find(String tenant, TableName name, List<String> key) {
        NavigableMap<Integer, Held> versions = held.get(new Name(tenant, name.name()));
        if (versions == null) {
            return null;
        }
        Held version = name.version() == null ? versions.lastEntry().getValue() : versions.get(name.version());
        return version == null
                ? new Answer.Unavailable("there is no version " + name.version() + " of table '" + name.name()
                        + "' of tenant '" + tenant + "' on the control plane, or it has not come from there yet")
                : version.table().find(key);
    }

    /** Whether the control plane has what is named, but it has not come yet. */
    boolean isAwaited(String tenant, TableName name) {
        Name table = new Name(tenant, name.name());
        NavigableMap<Integer, Held> have = held.get(table);
        NavigableMap<Integer, LookupTable> promised = told.get(table);
        if (promised == null) {
            return false;
        }
        return name.version() == null
                ? have == null
                : promised.containsKey(name.version()) && (have == null || !have.containsKey(name.version()));
    }

    /**
     * Takes over what a snapshot tells.
     *
     * @param tables all versions of all tables
     * @param named for each tenant the tables that its plans name
     * @return whether all that is wanted is in memory; when not, call again some time later
     */
    boolean follow(List<LookupTable> tables, Map<String, Set<TableName>> named) {
        Map<Name, NavigableMap<Integer, LookupTable>> promised = new HashMap<>();
        tables.forEach(table -> promised.computeIfAbsent(
                        new Name(table.tenant().value(), table.name()), name -> new TreeMap<>())
                .put(table.version(), table));
        Round round = new Round();
        Map<Name, NavigableMap<Integer, Held>> next = new HashMap<>();
        promised.forEach((name, versions) -> {
            NavigableMap<Integer, Held> wanted =
                    round.wanted(name, versions, named.getOrDefault(name.tenant(), Set.of()));
            if (!wanted.isEmpty()) {
                next.put(name, wanted);
            }
        });
        held = Map.copyOf(next);
        told = Map.copyOf(promised);
        problems = List.copyOf(round.wrong);
        copies.keep(next.values().stream()
                .flatMap(versions -> versions.values().stream())
                .map(version -> version.told().sha256())
                .collect(Collectors.toSet()));
        return round.wrong.isEmpty();
    }

    /** One pass over all tables. */
    private final class Round {

        private final List<String> wrong = new ArrayList<>();

        /** Once it did not answer, it is asked no more before the next round: each question may take long. */
        private boolean isSourceAway;

        NavigableMap<Integer, Held> wanted(
                Name name, NavigableMap<Integer, LookupTable> versions, Set<TableName> named) {
            NavigableMap<Integer, Held> next = new TreeMap<>();
            Set<Integer> asked = new HashSet<>();
            named.stream()
                    .filter(table -> table.name().equals(name.name()) && table.version() != null)
                    .forEach(table -> asked.add(table.version()));
            boolean hasNewest = false;
            for (LookupTable version : versions.descendingMap().values()) {
                boolean isNewest = version.version() == versions.lastKey();
                boolean isAsked = asked.contains(version.version());
                if (hasNewest && !isAsked) {
                    continue;
                }
                Held table = isNewest || isAsked ? get(name, version) : old(name, version);
                if (table != null) {
                    next.put(version.version(), table);
                    hasNewest = true;
                }
            }
            return next;
        }

        /** From memory, from disk, or from the control plane. */
        private @Nullable Held get(Name name, LookupTable version) {
            Held have = old(name, version);
            if (have != null) {
                return have;
            }
            String what = "version " + version.version() + " of table " + name.name() + " of " + name.tenant();
            if (isSourceAway) {
                wrong.add(what + " has not come from the control plane yet");
                return null;
            }
            try {
                byte[] csv = source.csv(version);
                if (!LookupTable.sha256(csv).equals(version.sha256())) {
                    throw new IOException("something else came than the snapshot tells of");
                }
                Held table = read(version, csv);
                copies.write(version.sha256(), csv);
                LOG.info("{} is in use: {} rows by {}", what, table.table().size(), version.index());
                return table;
            } catch (IOException e) {
                isSourceAway = e instanceof ControlPlaneAwayException;
                String problem = what + " has not come from the control plane: " + e.getMessage();
                if (!problems.contains(problem)) {
                    LOG.warn("{}", problem);
                }
                wrong.add(problem);
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                wrong.add(what + " has not come: the piper closes");
                return null;
            }
        }

        /** From memory or from disk. */
        private @Nullable Held old(Name name, LookupTable version) {
            NavigableMap<Integer, Held> before = held.get(name);
            Held have = before == null ? null : before.get(version.version());
            if (have != null && have.told().equals(version)) {
                return have;
            }
            byte[] csv = copies.read(version.sha256()).orElse(null);
            if (csv == null) {
                return null;
            }
            try {
                return read(version, csv);
            } catch (IOException e) {
                LOG.warn("the copy of table {} of {} is of no use: {}", name.name(), name.tenant(), e.getMessage());
                return null;
            }
        }
    }

    private static Held read(LookupTable version, byte[] csv) throws IOException {
        return switch (CsvTable.read(csv, version.index())) {
            case CsvTable.Loaded loaded -> new Held(version, loaded.table());
            case CsvTable.Broken broken ->
                throw new IOException("this piper cannot read it, line " + broken.line() + ": " + broken.reason());
        };
    }
}
