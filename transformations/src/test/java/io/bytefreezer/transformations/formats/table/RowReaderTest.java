package io.bytefreezer.transformations.formats.table;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.bytefreezer.transformations.event.EventException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Our reader and another one read the same tables. */
class RowReaderTest {

    private static final int TABLES = 20_000;
    // No CR by itself: with one in quotes, the other reader (4.1.0) loses the row.
    private static final List<String> PARTS = List.of("a", "b", ",", ",", "\"", "\"", "\"", "\n", "\r\n", " ", "é");

    @Test
    void readsWhatFastCsvReads() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < TABLES; i++) {
            String table = table(random);
            List<List<String>> ours = ours(table);
            if (ours != null) {
                assertThat(ours).as("seed %d, table %s", seed, table).isEqualTo(theirs(table));
                read++;
            } else {
                assertThat(isBroken(table)).as("seed %d, table %s", seed, table).isTrue();
            }
        }
        assertThat(read).isBetween(TABLES / 20, TABLES - TABLES / 20);
    }

    private static String table(Random random) {
        StringBuilder table = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            table.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return table.toString();
    }

    private static @Nullable List<List<String>> ours(String table) {
        RowReader reader = new RowReader(table.getBytes(StandardCharsets.UTF_8), new Dialect(',', '"'));
        List<List<String>> rows = new ArrayList<>();
        try {
            for (List<String> row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
            return rows;
        } catch (EventException e) {
            return null;
        }
    }

    private static @Nullable List<List<String>> theirs(String table) {
        List<List<String>> rows = new ArrayList<>();
        try {
            CsvReader.builder()
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(table)
                    .forEach(row -> rows.add(row.getFields()));
            return rows;
        } catch (CsvParseException e) {
            return null;
        }
    }

    /** The other reader refuses it, which does not miss a closing quote, or it is whole with one. */
    private static boolean isBroken(String table) {
        List<List<String>> closed = ours(table + "\"");
        return theirs(table) == null || (closed != null && closed.equals(theirs(table + "\"")));
    }
}
