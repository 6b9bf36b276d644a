package io.bytefreezer.receiver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Lands raw topics as raw objects on S3, each record exactly once. Runs in any Connect cluster on Java 17 or later. Its
 * configuration must say {@code consumer.override.isolation.level=read_committed} and, where the worker has another
 * default, {@code value.converter=org.apache.kafka.connect.converters.ByteArrayConverter}; it refuses to start otherwise.
 */
public final class RawObjectSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    @Override
    public void start(Map<String, String> props) {
        check(props);
        properties = Map.copyOf(props);
    }

    /** Refuses properties with which raw objects would not hold what was sent. */
    static void check(Map<String, String> props) {
        List<Surroundings.Problem> problems = Surroundings.problems(props);
        if (!problems.isEmpty()) {
            throw new ConfigException(
                    problems.stream().map(Surroundings.Problem::message).collect(Collectors.joining("; ")));
        }
        ReceiverConfig.of(props);
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        List<ConfigValue> values =
                new ArrayList<>(super.validate(connectorConfigs).configValues());
        for (Surroundings.Problem problem : Surroundings.problems(connectorConfigs)) {
            ConfigValue value = new ConfigValue(problem.key());
            value.value(connectorConfigs.get(problem.key()));
            value.addErrorMessage(problem.message());
            values.add(value);
        }
        return new Config(values);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return RawObjectSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    @Override
    public void stop() {
        properties = Map.of();
    }

    @Override
    public ConfigDef config() {
        return ReceiverConfig.definition();
    }

    @Override
    public String version() {
        return Version.CURRENT;
    }
}
