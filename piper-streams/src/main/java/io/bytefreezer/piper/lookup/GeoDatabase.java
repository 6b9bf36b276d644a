package io.bytefreezer.piper.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.maxmind.db.Reader;
import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.network.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file in MaxMind's format (maxmind.github.io/MaxMind-DB), in memory: it may be overwritten while it is read, and whoever
 * still asks it after another one took its place gets an answer.
 */
final class GeoDatabase {

    /** Largest file; the City database has some 60 MB. */
    private static final long BYTES_MAX = 1L << 30;

    private static final int REMEMBERED_MAX = 20_000;
    private static final IpAddress PROBE = IpAddress.parse("192.0.2.1").orElseThrow();

    private final Reader reader;
    private final Cache<IpAddress, Answer> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .executor(Runnable::run)
            .build();

    private GeoDatabase(Reader reader) {
        this.reader = reader;
    }

    /**
     * Opens a file and asks it something, so that one that is cut off or no database is found here.
     *
     * @throws IOException when it cannot be used; its message says why
     */
    static GeoDatabase open(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > BYTES_MAX) {
            throw new IOException("it has " + bytes + " bytes; " + BYTES_MAX + " are allowed");
        }
        try {
            GeoDatabase database = new GeoDatabase(new Reader(file.toFile(), Reader.FileMode.MEMORY));
            database.read(PROBE);
            return database;
        } catch (RuntimeException | StackOverflowError e) {
            // The library trusts offsets in the file; they may even lead in a circle.
            throw new IOException("it is damaged: " + e, e);
        }
    }

    /** What the database has of an address. */
    Answer find(IpAddress address) {
        try {
            return remembered.get(address, this::answer);
        } catch (UncheckedIOException e) {
            return new Answer.Unavailable("the database is damaged: " + e.getCause());
        }
    }

    private Answer answer(IpAddress address) {
        try {
            return read(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private Answer read(IpAddress address) throws IOException {
        if (!address.isMapped() && reader.getMetadata().ipVersion() == 4) {
            return Answer.NOT_FOUND;
        }
        Map<?, ?> found = reader.get(InetAddress.getByAddress(address.bytes()), Map.class);
        return found == null ? Answer.NOT_FOUND : new Answer.Found(object(found));
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> map) {
        Map<String, @Nullable Object> object = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, value) -> object.put(String.valueOf(key), value(value)));
        return object;
    }

    /** Values as events have them: nothing is rounded on the way. */
    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> object(map);
            case List<?> list -> {
                List<@Nullable Object> values = new ArrayList<>(list.size());
                list.forEach(element -> values.add(value(element)));
                yield values;
            }
            case Integer number -> number.longValue();
            case BigInteger number -> whole(number);
            case Double number -> decimal(number, number.toString());
            case Float number -> decimal(number, number.toString());
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case null -> null;
            default -> value;
        };
    }

    private static Object whole(BigInteger number) {
        if (number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        return new ExactNumber(number.toString());
    }

    private static @Nullable Object decimal(double number, String text) {
        return Double.isFinite(number) ? new ExactNumber(text) : null;
    }
}
