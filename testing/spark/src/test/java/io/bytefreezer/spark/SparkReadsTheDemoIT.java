package io.bytefreezer.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another engine, by Iceberg's own code, finds the rows that our query service finds: all tables, all columns, all values. */
class SparkReadsTheDemoIT {

    private static final int SAMPLES = 900;

    /** Names and values that engines have to agree on; the third has what fits no column by then. */
    private static final List<String> AWKWARD = List.of(
            """
            {"path":"/awkward/1","status":200,"host":"web-1","big":9007199254740993,"huge":123456789012345678901234567890,\
            "price":129.90,"exact":0.1234567890123456789,"at":"2026-03-04T05:06:07.123456789Z","timestamp":"%s",\
            "nested":{"a":{"b":[1,2,{"c":null}]},"ä":"ü"},"list":[1,"two",3.5],"empty":{},"select":"keyword","from":1,\
            "naïve ключ 鍵":"Unicode \\uD83D\\uDE00","with space":true,"quote\\"d":"it's","a.b":"dot","A.B":"the same column",\
            "event_id":"mine","_raw_offset":7,"flag":true,"tiny":1e-300,"minus":-0.0}""",
            """
            {"path":"/awkward/2","status":404,"host":"","big":-9223372036854775808,"price":1e2,"flag":false,"empty":{},\
            "text":"tab\\tnew\\nline \\u0000 end","from":-1}""",
            """
            {"path":"/awkward/3","status":"not a number","big":"text","price":true,"flag":"perhaps","from":2.5,\
            "timestamp":"1970-01-01T00:00:00Z","nested":null}""",
            """
            {"path":"/awkward/4","status":9007199254740993.5,"big":1e18,"timestamp":"2100-01-01T00:00:00Z"}""");

    @TempDir
    private static Path directory;

    @Test
    void readsEveryTableOfTheDemoWithEqualRows() throws IOException {
        try (Demo demo = Demo.start(directory.resolve("demo"))) {
            demo.generate(SAMPLES);
            demo.awaitPacked("web", 1);
            long web = rows(demo, "web");
            // One after the other, so that the later ones meet the columns that the first ones made.
            for (String event : AWKWARD) {
                demo.post("web", event.replace("%s", Instant.now().toString()) + "\n");
                web++;
                demo.awaitPacked("web", web);
            }
            demo.awaitPacked("syslog", rows(demo, "syslog"));
            compare(demo);
        }
    }

    private static long rows(Demo demo, String dataset) {
        return demo.sql("select count(*) from \"" + dataset + "\"", true)
                .get("rows")
                .get(0)
                .get(0)
                .asLong();
    }

    private static void compare(Demo demo) throws IOException {
        try (SparkSession spark = session(demo)) {
            List<String> tables = Arrays.stream((Row[])
                            spark.sql("SHOW TABLES IN bytefreezer.demo").collect())
                    .map(row -> row.getString(1))
                    .sorted()
                    .toList();
            assertThat(tables).containsExactlyInAnyOrderElementsOf(demo.datasets()).contains("web", "syslog");
            for (String table : tables) {
                Rows ours = Rows.of(demo.sql("select * from \"" + table + "\"", false));
                Rows theirs = Rows.of(spark.sql("SELECT * FROM bytefreezer.demo.`" + table + "`"));
                System.out.println(table + ": " + theirs.count() + " rows, " + theirs.columns().size() + " columns, "
                        + theirs.hash());
                assertThat(theirs.columns()).as(table).isEqualTo(ours.columns());
                assertThat(theirs.count()).as(table).isEqualTo(ours.count()).isPositive();
                assertThat(ours.without(theirs)).as("rows of %s that Spark does not find", table).isEmpty();
                assertThat(theirs.without(ours)).as("rows of %s that only Spark finds", table).isEmpty();
                assertThat(theirs.hash()).as(table).isEqualTo(ours.hash());
            }
        }
    }

    private static SparkSession session(Demo demo) {
        String catalog = "spark.sql.catalog.bytefreezer";
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.warehouse.dir", directory.resolve("warehouse").toString())
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.datetime.java8API.enabled", "true")
                .config("spark.sql.shuffle.partitions", "2")
                .config(catalog, "org.apache.iceberg.spark.SparkCatalog")
                .config(catalog + ".catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog")
                .config(catalog + ".uri", demo.catalog())
                .config(catalog + ".jdbc.user", "sa")
                .config(catalog + ".jdbc.schema-version", "V1")
                .config(catalog + ".warehouse", "s3://bytefreezer-demo/lake")
                .config(catalog + ".io-impl", "org.apache.iceberg.aws.s3.S3FileIO")
                .config(catalog + ".s3.endpoint", demo.s3())
                .config(catalog + ".s3.path-style-access", "true")
                .config(catalog + ".s3.access-key-id", "demo")
                .config(catalog + ".s3.secret-access-key", "demo-secret-key")
                .config(catalog + ".client.region", "us-east-1")
                .getOrCreate();
    }
}
