package io.bytefreezer.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.bytefreezer.transformations.check.DocumentSchema;
import io.bytefreezer.transformations.filters.Filters;
import io.bytefreezer.transformations.formats.Formats;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors get, under the eyes of a validator that is not ours. */
class TransformationSchemaTest {

    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        JsonNode json = new ObjectMapper().valueToTree(DocumentSchema.json());
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json.toString(), InputFormat.JSON);
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsAllowed() {
        Stream<String> filters = Filters.ALL.stream()
                .flatMap(type -> type.examples().stream()
                        .map(example -> "{\"filters\": [{\"type\": \"%s\", \"config\": %s}]}"
                                .formatted(type.name(), example.config())));
        Stream<String> formats = Formats.ALL.stream()
                .flatMap(type -> type.examples().stream().map(example -> {
                    String options = example.config().strip();
                    return "{\"parse\": {\"format\": \"%s\"%s}}"
                            .formatted(
                                    type.name(),
                                    options.equals("{}") ? "" : ", " + options.substring(1, options.length() - 1));
                }));
        return Stream.concat(filters, formats)
                .map(document -> DynamicTest.dynamicTest(
                        document, () -> assertThat(errors(document)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> noFilterAllowsAnOptionThatItDoesNotKnow() {
        return Filters.ALL.stream().map(type -> {
            String document =
                    "{\"filters\": [{\"type\": \"%s\", \"config\": {\"no_such_option\": 1}}]}".formatted(type.name());
            return DynamicTest.dynamicTest(
                    type.name(), () -> assertThat(errors(document)).isNotEmpty());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"n\", \"description\": \"d\", \"enabled\": false, \"parse\": \"auto\"}",
                "{\"parse\": {}}",
                "{\"parse\": {\"format\": \"auto\"}}",
                "{\"filters\": [{\"type\": \"drop\", \"when\": \"true\", \"on_error\": \"keep\", \"enabled\": true}]}",
                "{\"filters\": [{\"type\": \"remove_field\", \"condition\": null, \"config\": {\"field\": \"a\"}}]}",
                "{\"tests\": [{\"name\": \"n\", \"input\": {}, \"expect\": {\"event\": {}}}]}"
            })
    void allowsWhatCompiles(String document) {
        assertThat(errors(document)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"filtres\": []}",
                "{\"parse\": \"jsn\"}",
                "{\"parse\": {\"format\": \"json\", \"delimiter\": 1}}",
                "{\"parse\": {\"delimiter\": \";\"}}",
                "{\"filters\": {}}",
                "{\"filters\": [{}]}",
                "{\"filters\": [{\"type\": \"gork\"}]}",
                "{\"filters\": [{\"type\": \"add_field\"}]}",
                "{\"filters\": [{\"type\": \"add_field\", \"config\": {\"field\": \"a\"}}]}",
                "{\"filters\": [{\"type\": \"drop\", \"whenn\": \"true\"}]}",
                "{\"filters\": [{\"type\": \"drop\", \"on_error\": \"ignore\"}]}",
                "{\"filters\": [{\"type\": \"drop\", \"config\": {\"percentage\": 101}}]}",
                "{\"tests\": [{\"name\": \"n\", \"input\": {}}]}",
                "{\"tests\": [{\"name\": \"n\", \"input\": {}, \"expect\": {\"rejected\": \"NO_SUCH_CODE\"}}]}"
            })
    void refusesWhatDoesNot(String document) {
        assertThat(errors(document)).isNotEmpty();
    }

    private static List<Error> errors(String document) {
        try {
            return SCHEMA.validate(new ObjectMapper().readTree(document));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(document, e);
        }
    }
}
