package io.bytefreezer.transformations.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvTableTest {

    @Test
    void findsARowByItsFirstColumn() {
        CsvTable table = ExampleLookups.csv(
                "\uFEFFhost,owner\r\nweb-1,platform\r\n\r\ndb-1,\"storage, \"\"cold\"\"\nand warm\"");
        assertThat(values(table, "web-1")).isEqualTo(Map.of("host", "web-1", "owner", "platform"));
        assertThat(values(table, "db-1")).containsEntry("owner", "storage, \"cold\"\nand warm");
        assertThat(table.find(List.of("web-2"))).isEqualTo(Answer.NOT_FOUND);
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void findsARowByTheColumnsThatAreNamed() {
        CsvTable table = ExampleLookups.csv("name,proto,port\nhttps,tcp,443\nquic,udp,443\n", "proto", "port");
        assertThat(values(table, "udp", "443")).containsEntry("name", "quic");
        assertThat(table.find(List.of("tcp", "80"))).isEqualTo(Answer.NOT_FOUND);
        assertThat(table.find(List.of("tcp")))
                .isInstanceOfSatisfying(
                        Answer.Unavailable.class,
                        answer -> assertThat(answer.reason()).contains("proto, port"));
    }

    @Test
    void keepsTheFirstRowWhenAKeyRepeats() {
        CsvTable table = ExampleLookups.csv("k,v\na,1\na,2\n");
        assertThat(values(table, "a")).containsEntry("v", "1");
        assertThat(table.repeated()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThat(broken(""))
                .isEqualTo(new CsvTable.Broken(1, "there is no first line with the names of the columns"));
        assertThat(broken("a,a\n").reason()).contains("two columns 'a'");
        assertThat(broken("a,\n").reason()).contains("no name");
        assertThat(broken("a,b\n1,2\n\"x\ny\",\n3\n"))
                .isEqualTo(new CsvTable.Broken(5, "there are 1 cells under 2 columns"));
        assertThat(broken("a\nx\"y\n").line()).isEqualTo(2);
        assertThat(broken("a\n\"x").reason()).contains("no end");
        assertThat(broken("a\n\"x\"y").reason()).contains("behind the end");
        assertThat(broken("a\n" + "x".repeat(1025)).reason()).contains("1024");
        assertThat(broken("x".repeat(65) + "\n").reason()).contains("64");
        assertThat(broken("a" + ",b".repeat(20)).reason()).contains("20 columns");
        assertThat(CsvTable.read(new byte[] {'a', '\n', (byte) 0xFF}, List.of()))
                .isEqualTo(new CsvTable.Broken(1, "the file is not UTF-8"));
        assertThat(CsvTable.read(bytes("a,b,c,d\n"), List.of("a", "b", "c", "d")))
                .isInstanceOf(CsvTable.Broken.class);
        assertThat(CsvTable.read(bytes("a,b\n"), List.of("c")))
                .isEqualTo(new CsvTable.Broken(1, "there is no column 'c' to find rows by; there are a, b"));
    }

    @Test
    void readsWhatIsWrittenByTheRules() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int columns = 1 + random.nextInt(5);
            StringBuilder csv = new StringBuilder("c0");
            for (int i = 1; i < columns; i++) {
                csv.append(",c").append(i);
            }
            List<List<String>> rows = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                List<String> row = new ArrayList<>();
                row.add("key " + i);
                for (int c = 1; c < columns; c++) {
                    row.add(cell(random));
                }
                rows.add(row);
                csv.append(random.nextBoolean() ? "\n" : "\r\n");
                csv.append(String.join(
                        ",", row.stream().map(cell -> written(cell, random)).toList()));
            }
            CsvTable table = ExampleLookups.csv(csv.toString());
            for (List<String> row : rows) {
                assertThat(List.copyOf(values(table, row.getFirst()).values()))
                        .as("seed %d: %s", seed, csv)
                        .isEqualTo(row);
            }
        }
    }

    @Test
    void neverThrows() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int b = 0; b < bytes.length; b++) {
                bytes[b] = (byte) "ab,\"\n\r\u0000\u00e9".charAt(random.nextInt(8));
            }
            try {
                CsvTable.read(bytes, List.of());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static String cell(Random random) {
        StringBuilder cell = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            cell.append("ab \",\r\n\u00e9".charAt(random.nextInt(8)));
        }
        return cell.toString();
    }

    private static String written(String cell, Random random) {
        boolean needed = cell.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        return needed || random.nextInt(4) == 0 ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    private static Map<String, Object> values(CsvTable table, String... key) {
        return ((Answer.Found) table.find(List.of(key))).values();
    }

    private static CsvTable.Broken broken(String csv) {
        return (CsvTable.Broken) CsvTable.read(bytes(csv), List.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
