package io.bytefreezer.piper.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.transformations.event.ExactNumber;
import io.bytefreezer.transformations.lookup.Answer;
import io.bytefreezer.transformations.network.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoShelfTest {

    private static final String NAME = "city.mmdb";

    @TempDir
    Path directory;

    private GeoShelf shelf;

    @BeforeEach
    void openShelf() {
        shelf = new GeoShelf(directory);
    }

    @Test
    void findsWhatADatabaseHas() throws IOException {
        write(database("Vienna"));
        shelf.refresh();
        Map<String, Object> geo = found("203.0.113.77");
        assertThat(geo).containsEntry("city", Map.of("names", Map.of("en", "Vienna")));
        assertThat(geo).containsEntry("location", Map.of("latitude", new ExactNumber("48.25"), "accuracy_radius", 20L));
        assertThat(geo).containsEntry("is_anycast", true).containsEntry("tags", List.of("a"));
        assertThat(found("2001:db8::7")).containsEntry("city", Map.of("names", Map.of("en", "Vienna")));
        assertThat(found("::ffff:203.0.113.77")).isEqualTo(geo);
        assertThat(find("10.0.0.1")).isEqualTo(Answer.NOT_FOUND);
        assertThat(find("2001:db9::")).isEqualTo(Answer.NOT_FOUND);
        assertThat(shelf.problems()).isEmpty();
    }

    @Test
    void takesOverAFileThatChanged() throws IOException {
        write(database("Vienna"));
        shelf.refresh();
        write(database("Klagenfurt"));
        assertThat(city()).isEqualTo("Vienna");
        shelf.refresh();
        assertThat(city()).isEqualTo("Klagenfurt");
    }

    @Test
    void keepsTheOldDatabaseWhenTheNewFileIsBroken() throws IOException {
        write(database("Vienna"));
        shelf.refresh();
        byte[] whole = database("Klagenfurt");
        write(Arrays.copyOf(whole, whole.length - 40));
        shelf.refresh();
        assertThat(city()).isEqualTo("Vienna");
        assertThat(shelf.problems()).singleElement().asString().contains("cannot be used", "stays in use");
        write(whole);
        shelf.refresh();
        assertThat(city()).isEqualTo("Klagenfurt");
        assertThat(shelf.problems()).isEmpty();
    }

    @Test
    void keepsADatabaseWhoseFileIsGone() throws IOException {
        write(database("Vienna"));
        shelf.refresh();
        Files.delete(directory.resolve(NAME));
        shelf.refresh();
        assertThat(city()).isEqualTo("Vienna");
        assertThat(shelf.problems()).singleElement().asString().contains("is gone");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(((Answer.Unavailable) find("192.0.2.1")).reason()).contains(NAME, directory.toString());
        assertThat(((Answer.Unavailable) new GeoShelf(null).find(NAME, address("192.0.2.1"))).reason())
                .contains("lookups.geoip_dir");
        GeoShelf nowhere = new GeoShelf(directory.resolve("missing"));
        nowhere.refresh();
        assertThat(nowhere.problems()).singleElement().asString().contains("cannot be read");
    }

    @Test
    void aDamagedFileIsRefusedOrAnswersWithoutThrowing() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = database("Vienna");
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            write(damaged);
            GeoShelf fresh = new GeoShelf(directory);
            fresh.refresh();
            try {
                fresh.find(NAME, address("203.0.113.77"));
                fresh.find(NAME, address("2001:db8::1"));
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    private String city() {
        Map<?, ?> city = (Map<?, ?>) found("203.0.113.77").get("city");
        return (String) ((Map<?, ?>) city.get("names")).get("en");
    }

    private Answer find(String address) {
        return shelf.find(NAME, address(address));
    }

    private Map<String, Object> found(String address) {
        return ((Answer.Found) find(address)).values();
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /** As tools do that update databases: the new file takes the old one's name at once. */
    private void write(byte[] database) throws IOException {
        Path fresh = Files.write(directory.resolve("fresh"), database);
        Files.move(fresh, directory.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] database(String city) {
        Map<String, Object> value = Map.of(
                "city", Map.of("names", Map.of("en", city)),
                "location", Map.of("latitude", 48.25, "accuracy_radius", new MmdbWriter.Unsigned(5, 20)),
                "is_anycast", true,
                "tags", List.of("a"));
        return new MmdbWriter()
                .add(new byte[] {(byte) 203, 0, 113, 0}, 24, value)
                .add(new byte[] {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 32, value)
                .bytes();
    }
}
