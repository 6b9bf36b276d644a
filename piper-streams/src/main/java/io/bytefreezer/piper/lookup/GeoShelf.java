package io.bytefreezer.piper.lookup;

import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.network.IpAddress;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The databases of addresses in a directory. A file that changed is opened beside the one in use, and takes its place when it
 * can be used; one that cannot leaves the old one in use. {@link #refresh} belongs to one thread.
 */
final class GeoShelf {

    private static final Logger LOG = LoggerFactory.getLogger(GeoShelf.class);
    private static final int DATABASES_MAX = 50;

    private final @Nullable Path directory;
    private final Map<String, FileStamp> seen = new HashMap<>();
    private final Map<String, String> broken = new TreeMap<>();
    private volatile Map<String, GeoDatabase> databases = Map.of();
    private volatile List<String> problems = List.of();

    /** An empty shelf before a directory, or before none. */
    GeoShelf(@Nullable Path directory) {
        this.directory = directory;
    }

    /** What is known of an address. */
    Answer find(String name, IpAddress address) {
        GeoDatabase database = databases.get(name);
        return database == null ? missing(name) : database.find(address);
    }

    private Answer missing(String name) {
        return new Answer.Unavailable(
                directory == null
                        ? "there is no database '" + name
                                + "': lookups.geoip_dir is not set in the piper's configuration"
                        : "there is no database '" + name + "' in " + directory
                                + ", or none that can be used: the piper's health says why");
    }

    /** What is wrong, for an operator. */
    List<String> problems() {
        return problems;
    }

    /** Looks at the directory anew. */
    void refresh() {
        if (directory == null) {
            return;
        }
        List<String> found = new ArrayList<>();
        Map<String, GeoDatabase> next = new HashMap<>(databases);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.mmdb")) {
            for (Path file : files) {
                found.add(String.valueOf(file.getFileName()));
                look(file, next);
            }
        } catch (IOException e) {
            problems = List.of("lookups.geoip_dir " + directory + " cannot be read: " + e);
            return;
        }
        databases = Map.copyOf(next);
        broken.keySet().retainAll(found);
        List<String> all = new ArrayList<>(broken.values());
        next.keySet().stream()
                .filter(name -> !found.contains(name))
                .sorted()
                .forEach(name -> all.add("the database " + name + " is gone from " + directory
                        + ": what was read of it stays in use until the piper starts again"));
        problems = List.copyOf(all);
    }

    private void look(Path file, Map<String, GeoDatabase> next) {
        String name = String.valueOf(file.getFileName());
        try {
            FileStamp stamp = FileStamp.of(file);
            if (stamp.equals(seen.get(name))) {
                return;
            }
            if (!next.containsKey(name) && next.size() >= DATABASES_MAX) {
                broken.put(name, "there are more than " + DATABASES_MAX + " databases: " + name + " is not used");
                return;
            }
            // Taken before it is read: what is written meanwhile is looked at next time.
            seen.put(name, stamp);
            next.put(name, GeoDatabase.open(file));
            broken.remove(name);
            LOG.info("the database {} of {} is in use", file, stamp.modified());
        } catch (IOException e) {
            boolean old = next.containsKey(name);
            String problem = "the database " + file + " cannot be used"
                    + (old ? ", the one before it stays in use: " : ": ") + e.getMessage();
            if (!problem.equals(broken.put(name, problem))) {
                LOG.warn("{}", problem);
            }
        }
    }
}
