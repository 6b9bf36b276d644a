package io.bytefreezer.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.runtime.Snapshots;
import io.bytefreezer.schemas.name.Topics;
import io.bytefreezer.schemas.snapshot.Dataset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicPlanTest {

    private static final String RAW = "bytefreezer.raw.demo.web";
    private static final String PROCESSED = "bytefreezer.processed.demo.web";
    private static final String DLQ = "bytefreezer.dlq.demo.web";

    private final List<Dataset> datasets = Snapshots.revision(1).datasets();

    private TopicPlan plan(Map<String, Integer> existing) {
        return TopicPlan.of(datasets, Topics.DEFAULT, existing);
    }

    @Test
    void aNewDatasetGetsItsThreeTopics() {
        assertThat(TopicPlan.wanted(datasets, Topics.DEFAULT)).containsExactly(RAW, PROCESSED, DLQ);
        assertThat(plan(Map.of())).isEqualTo(new TopicPlan(Map.of(RAW, 2, PROCESSED, 2, DLQ, 2), Map.of()));
    }

    @Test
    void otherTopicsFollowTheRawTopicRatherThanTheDataset() {
        assertThat(plan(Map.of(RAW, 6))).isEqualTo(new TopicPlan(Map.of(PROCESSED, 6, DLQ, 6), Map.of()));
        assertThat(plan(Map.of(RAW, 6, PROCESSED, 2, DLQ, 8))).isEqualTo(new TopicPlan(Map.of(), Map.of(PROCESSED, 6)));
    }

    @Test
    void nothingIsDoneWhereAllIsThere() {
        assertThat(plan(Map.of(RAW, 2, PROCESSED, 2, DLQ, 2))).isEqualTo(new TopicPlan(Map.of(), Map.of()));
    }
}
