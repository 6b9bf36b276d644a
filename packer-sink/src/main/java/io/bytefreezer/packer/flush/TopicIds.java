package io.bytefreezer.packer.flush;

import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.name.Topics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kafka's ids of the processed topics: a topic that was deleted and created again has the same name and other offsets.
 *
 * @param admin asks the brokers
 * @param topics names of the topics
 */
public record TopicIds(Admin admin, Topics topics) {

    private static final int TIMEOUT_SECONDS = 30;

    /**
     * The id of a dataset's processed topic.
     *
     * @throws PackException when the brokers do not say
     */
    public String of(DatasetRef dataset) {
        String topic = topics.processed(dataset);
        try {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new PackException("cannot ask Kafka for the id of topic " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PackException("interrupted while asking for the id of topic " + topic, e);
        }
    }
}
