package io.bytefreezer.control.state;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/**
 * What is in a version of a table, but for the rows themselves.
 *
 * @param sha256 SHA-256 of the CSV, lower case hex
 * @param bytes size of the CSV
 * @param rows how many rows can be found
 * @param columns names of its columns
 * @param index the columns by which rows are found
 */
public record TableContent(
        @JsonPropertyDescription("SHA-256 of the CSV, lower case hex.")
        String sha256,

        @JsonPropertyDescription("Size of the CSV.") int bytes,

        @JsonPropertyDescription("How many rows can be found; of rows with the same key the first counts.")
        int rows,

        @JsonPropertyDescription("Names of its columns.") List<String> columns,

        @JsonPropertyDescription("The columns by which rows are found.")
        List<String> index) {

    /** Copies the lists. */
    public TableContent {
        columns = List.copyOf(columns);
        index = List.copyOf(index);
    }

    /** Whether both give the same answers: the same bytes, found by the same columns. */
    public boolean isSame(TableContent other) {
        return sha256.equals(other.sha256) && index.equals(other.index);
    }
}
