package io.bytefreezer.packer.flush;

import io.bytefreezer.lake.table.TableState;

/**
 * Where packing of a table continues.
 *
 * @param topicId Kafka's id of the processed topic
 * @param state the table, as it was read last
 */
public record TableStart(String topicId, TableState state) {}
