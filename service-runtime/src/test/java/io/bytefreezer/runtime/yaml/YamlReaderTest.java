package io.bytefreezer.runtime.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class YamlReaderTest {

    @Test
    void everyValueKnowsItsLine() {
        Tree.Entries tree = YamlReader.readBlock("f", """
                a: 1
                b:
                  - x
                  - c: "2"
                """);
        assertThat(tree.entries().keySet()).containsExactly("a", "b");
        assertThat(tree.entries().get("b").place()).isEqualTo("f:2");
        Tree.Items items = (Tree.Items) tree.entries().get("b").value();
        assertThat(items.items().get(1).place()).isEqualTo("f:4");
        Tree.Entries nested = (Tree.Entries) items.items().get(1);
        assertThat(nested.entries().get("c").value()).isEqualTo(new Tree.Scalar("f:4", "2", false, "2"));
    }

    @Test
    void anEmptyTextIsAnEmptyBlock() {
        for (String text : new String[] {"", "\n", "# only a comment\n", "---\n", "~", "null\n...\n"}) {
            assertThat(YamlReader.readBlock("f", text).entries()).as(text).isEmpty();
        }
    }

    @Test
    void keysMustBeText() {
        assertThatThrownBy(() -> YamlReader.readBlock("f", "[a]: 1"))
                .isInstanceOf(YamlException.class)
                .hasMessage("a key must be plain text");
    }

    @Test
    void whatIsShownIsShortAndOnOneLine() {
        Tree.Scalar scalar = new Tree.Scalar("f", "x", true, "a\n\u001b" + "b".repeat(100));
        assertThat(scalar.shown()).startsWith("a??b").hasSize(61).endsWith("…");
    }
}
