package io.bytefreezer.schemas.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytefreezer.schemas.name.Topics.Stage;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamesTest {

    /** Longest name of a topic that Kafka takes. */
    private static final int TOPIC_LENGTH_MAX = 249;

    private static final String LONGEST_ID = "a".repeat(ResourceId.LENGTH_MAX);

    @Test
    void takesLowerCaseLettersDigitsAndSingleDashes() {
        assertThat(List.of("a", "0", "web-1", "a-b-c", LONGEST_ID)).allMatch(ResourceId::isValid);
    }

    @Test
    void refusesWhateverCouldMeanSomethingElsewhere() {
        assertThat(List.of(
                        "",
                        "-",
                        "-a",
                        "a-",
                        "a--b",
                        "A",
                        "ä",
                        "a.b",
                        "a/b",
                        "..",
                        "a b",
                        "a\n",
                        "a\u0000",
                        "a_b",
                        LONGEST_ID + "a"))
                .noneMatch(ResourceId::isValid);
    }

    /** Patterns of topic names are made of the expression, ids are checked by hand: both have to mean the same. */
    @Test
    void takesWhatTheExpressionTakes() {
        Pattern expression = Pattern.compile(ResourceId.REGEX);
        List<String> texts = List.of("");
        for (int length = 0; length <= 6; length++) {
            assertThat(texts)
                    .allSatisfy(text -> assertThat(ResourceId.isValid(text))
                            .as(text)
                            .isEqualTo(expression.matcher(text).matches()));
            texts = texts.stream()
                    .flatMap(text -> Stream.of("a", "z", "9", "-", "A").map(text::concat))
                    .toList();
        }
    }

    @Test
    void saysWhatIsWrongWithoutRepeatingControlCharactersOrNovels() {
        assertThatThrownBy(() -> new ResourceId("a\u001b[31m" + "x".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a valid id")
                .hasMessageNotContaining("\u001b")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void decidesOnLongHostileInputInNoTime() {
        // An id of a million characters must not make the pattern try all ways to split it.
        assertThat(ResourceId.isValid("a-".repeat(500_000))).isFalse();
    }

    @Test
    void readsBackEveryTopicNameItMakes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Topics topics = new Topics(random.nextBoolean() ? Topics.DEFAULT_PREFIX : "My_own.pre-fix.raw");
            DatasetRef dataset = DatasetRef.of(id(random), id(random));
            Stage stage = Stage.values()[random.nextInt(Stage.values().length)];
            String topic = topics.name(stage, dataset);

            assertThat(topics.parse(topic)).as("seed %d", seed).contains(new Topics.Parsed(stage, dataset));
            assertThat(topic).matches(topics.pattern(stage));
            for (Stage other : Stage.values()) {
                assertThat(topics.pattern(other).matcher(topic).matches()).isEqualTo(other == stage);
            }
        }
    }

    @Test
    void makesNoNameKafkaWouldNotTake() {
        Topics longest = new Topics("p".repeat(100));
        DatasetRef dataset = DatasetRef.of(LONGEST_ID, LONGEST_ID);

        for (Stage stage : Stage.values()) {
            assertThat(longest.name(stage, dataset)).hasSizeLessThanOrEqualTo(TOPIC_LENGTH_MAX);
        }
    }

    @Test
    void readsNothingIntoOthersTopics() {
        assertThat(List.of(
                        "",
                        "bytefreezer",
                        "bytefreezer.raw",
                        "bytefreezer.raw.demo",
                        "bytefreezer.raw.demo.web.more",
                        "bytefreezer.cooked.demo.web",
                        "bytefreezer.raw..web",
                        "bytefreezer.raw.demo.",
                        "bytefreezer.raw.Demo.web",
                        "other.raw.demo.web",
                        "bytefreezer-raw.demo.web"))
                .allSatisfy(topic -> assertThat(Topics.DEFAULT.parse(topic)).isEmpty());
    }

    @Test
    void refusesPrefixesKafkaWouldNotTake() {
        for (String prefix : List.of("", ".", "a.", ".a", "a..b", "a b", "a/b", "ä", "a".repeat(101))) {
            assertThatThrownBy(() -> new Topics(prefix)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void sortsDatasetsByTenantFirst() {
        assertThat(DatasetRef.of("a", "z")).isLessThan(DatasetRef.of("b", "a"));
        assertThat(DatasetRef.of("a", "a")).isLessThan(DatasetRef.of("a", "b"));
        assertThat(DatasetRef.of("a", "b")).hasToString("a/b");
    }

    private static String id(Random random) {
        StringBuilder id = new StringBuilder();
        int length = 1 + random.nextInt(20);
        for (int i = 0; i < length; i++) {
            boolean dash = i > 0 && i < length - 1 && id.charAt(i - 1) != '-' && random.nextInt(5) == 0;
            id.append(dash ? '-' : Character.forDigit(random.nextInt(36), 36));
        }
        return id.toString();
    }

    @Test
    void thePatternMatchesJustTheTopicsThatParse() {
        String longest = "a".repeat(ResourceId.LENGTH_MAX);
        for (String topic : java.util.List.of(
                "bytefreezer.raw.acme.web",
                "bytefreezer.raw." + longest + "." + longest,
                "bytefreezer.raw." + longest + "a.web",
                "bytefreezer.raw.acme." + longest + "a",
                "bytefreezer.raw.a--b.web",
                "bytefreezer.raw.-a.web",
                "bytefreezer.raw.acme.web-",
                "bytefreezer.raw.acme",
                "bytefreezer.raw.acme.web.more",
                "bytefreezer.processed.acme.web",
                "bytefreezerxraw.acme.web")) {
            boolean raw = Topics.DEFAULT
                    .parse(topic)
                    .filter(parsed -> parsed.stage() == Topics.Stage.RAW)
                    .isPresent();
            assertThat(Topics.DEFAULT.pattern(Topics.Stage.RAW).matcher(topic).matches())
                    .as(topic)
                    .isEqualTo(raw);
        }
    }
}
