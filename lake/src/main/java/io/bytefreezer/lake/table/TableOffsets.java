package io.bytefreezer.lake.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bytefreezer.lake.LakeException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a topic is in a table: the next offset of each partition.
 *
 * <p>Stored as {@code {"topic_id":"…","next":{"0":123,"1":456}}}. Offsets mean something only together with the topic's id: a topic that was deleted and created
 * again counts from zero.
 *
 * @param topicId Kafka's id of the topic; empty in a table that has seen none
 * @param next next offset to pack, by partition; a partition that is not here was never packed
 */
public record TableOffsets(Optional<String> topicId, SortedMap<Integer, Long> next) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the map and refuses negative numbers. */
    public TableOffsets {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
        if (next.entrySet().stream().anyMatch(entry -> entry.getKey() < 0 || entry.getValue() < 0)) {
            throw new IllegalArgumentException("negative partition or offset in " + next);
        }
    }

    /** The offsets of a table nothing was packed into. */
    public static TableOffsets none() {
        return new TableOffsets(Optional.empty(), Collections.emptySortedMap());
    }

    /** The offsets of a topic. */
    public static TableOffsets of(String topicId, Map<Integer, Long> next) {
        return new TableOffsets(Optional.of(topicId), new TreeMap<>(next));
    }

    /** Where a partition of this topic continues; empty if it was never packed, also because the topic is another one. */
    public OptionalLong next(String topic, int partition) {
        Long offset = topicId.equals(Optional.of(topic)) ? next.get(partition) : null;
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** The stored form. */
    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        topicId.ifPresent(id -> root.put("topic_id", id));
        ObjectNode offsets = root.putObject("next");
        next.forEach((partition, offset) -> offsets.put(partition.toString(), offset));
        return root.toString();
    }

    /**
     * Reads the stored form.
     *
     * @throws LakeException of kind DATA if it is damaged
     */
    public static TableOffsets parse(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            SortedMap<Integer, Long> next = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : root.required("next").properties()) {
                if (!entry.getValue().canConvertToLong() || !entry.getValue().isIntegralNumber()) {
                    throw new IllegalArgumentException("partition " + entry.getKey() + " has no whole number");
                }
                next.put(Integer.valueOf(entry.getKey()), entry.getValue().longValue());
            }
            return new TableOffsets(Optional.ofNullable(root.path("topic_id").textValue()), next);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new LakeException(
                    LakeException.Kind.DATA, "offsets in the table's snapshot are damaged (" + json + ")", e);
        }
    }
}
