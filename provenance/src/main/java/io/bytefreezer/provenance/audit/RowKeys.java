package io.bytefreezer.provenance.audit;

import io.bytefreezer.lake.LakeException;
import io.bytefreezer.lake.S3Location;
import io.bytefreezer.lake.read.TableView;
import io.bytefreezer.lake.table.Sql;
import io.bytefreezer.provenance.audit.check.Place;
import io.bytefreezer.provenance.origin.OffsetRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Which raw records rows are of, copied file by file out of the lake into a DuckDB database on local disk: that takes some
 * thirty bytes a row there, and a fixed amount of memory. Belongs to one thread.
 */
final class RowKeys implements AutoCloseable {

    private static final String MEMORY_MAX = "256MiB";
    private static final int THREADS = 2;

    private final Connection connection;
    private final Path directory;
    private final S3Client s3;
    private final List<String> files = new ArrayList<>();

    private RowKeys(Connection connection, Path directory, S3Client s3) {
        this.connection = connection;
        this.directory = directory;
        this.s3 = s3;
    }

    /**
     * An empty database.
     *
     * @param directory an existing directory; what is made in it is removed at the end
     * @param s3 the lake's client, which stays open
     */
    static RowKeys open(Path directory, S3Client s3) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("keys.duckdb"));
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET memory_limit = '" + MEMORY_MAX + "'");
                statement.execute("SET threads = " + THREADS);
                statement.execute("SET temp_directory = "
                        + Sql.text(directory.resolve("spill").toString()));
                statement.execute("CREATE TABLE keys (p INTEGER, o BIGINT, id UUID, f INTEGER)");
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return new RowKeys(connection, directory, s3);
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot make a database in " + directory, e);
        }
    }

    /**
     * Copies the keys of those rows that are in the judged ranges.
     *
     * @return how many rows were copied
     * @throws LakeException of kind EXTERNAL when the store does not give the file
     */
    long add(LakeState lake, KeyFile file, Map<Integer, OffsetRange> judged) {
        Path local = directory.resolve("file.parquet");
        fetch(file.location(), local);
        files.add(file.location().toString());
        String wanted = judged.entrySet().stream()
                .map(range -> "(p = %d AND o >= %d AND o < %d)"
                        .formatted(
                                range.getKey(),
                                range.getValue().from(),
                                range.getValue().until()))
                .reduce("false", (left, right) -> left + " OR " + right);
        String insert = "INSERT INTO keys SELECT * FROM (SELECT _raw_partition AS p, _raw_offset AS o,"
                + " TRY_CAST(event_id AS UUID) AS id, " + (files.size() - 1) + " AS f FROM ("
                + TableView.select(lake.keys(), List.of(local)) + ")) WHERE " + wanted;
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(insert);
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot read the rows of " + file.location(), e);
        } finally {
            delete(local);
        }
    }

    /** The rows of some offsets of a partition, in the order of the offsets. */
    List<Place.Row> rows(int partition, OffsetRange window) {
        List<Place.Row> rows = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT o, id, f FROM keys WHERE p = ? AND o >= ? AND o < ? ORDER BY o")) {
            statement.setInt(1, partition);
            statement.setLong(2, window.from());
            statement.setLong(3, window.until());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(new Place.Row(
                            result.getLong(1), result.getObject(2, UUID.class), files.get(result.getInt(3))));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.INTERNAL, "cannot read the copied keys", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new LakeException(LakeException.Kind.INTERNAL, "cannot close the database in " + directory, e);
        }
    }

    private void fetch(S3Location location, Path local) {
        try {
            s3.getObject(
                    request -> request.bucket(location.bucket()).key(location.key()),
                    ResponseTransformer.toFile(local));
        } catch (SdkException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot fetch " + location, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LakeException(LakeException.Kind.EXTERNAL, "cannot remove " + file, e);
        }
    }
}
