package io.bytefreezer.query.result;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/**
 * What Arrow's own library reads.
 *
 * @param types names and types of the columns
 * @param rows values with a bar between
 * @param batches how many there were
 */
public record ArrowAnswer(List<String> types, List<String> rows, int batches) {

    /** Reads an answer in Arrow's streaming format. */
    public static ArrowAnswer read(byte[] bytes) throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            List<String> types = root.getSchema().getFields().stream()
                    .map(field -> field.getName() + ": " + field.getType())
                    .toList();
            List<String> rows = new ArrayList<>();
            int batches = 0;
            while (reader.loadNextBatch()) {
                batches++;
                for (int row = 0; row < root.getRowCount(); row++) {
                    int at = row;
                    rows.add(root.getFieldVectors().stream()
                            .map(vector -> String.valueOf(vector.getObject(at)))
                            .collect(Collectors.joining("|")));
                }
            }
            return new ArrowAnswer(types, rows, batches);
        }
    }
}
