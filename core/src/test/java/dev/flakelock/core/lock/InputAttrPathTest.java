package dev.flakelock.core.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputAttrPathTest {

    @Test
    void pathsAreOrderedAsListsOfNames() {
        List<InputAttrPath> inOrder = List.of(
                InputAttrPath.ROOT,
                InputAttrPath.of("a"),
                InputAttrPath.of("a", "b"),
                InputAttrPath.of("a!"),
                InputAttrPath.of("a!", "b"),
                InputAttrPath.of("a-b"),
                InputAttrPath.of("\uffff"),
                InputAttrPath.of("\ud83d\ude00"));

        assertThat(inOrder.stream().sorted()).containsExactlyElementsOf(inOrder);
    }

    @Test
    void slashesTooManyDoNotMatter() throws FlakeException {
        assertThat(InputAttrPath.parse("/a//b/")).isEqualTo(InputAttrPath.of("a", "b"));
        assertThat(InputAttrPath.parse("")).isEqualTo(InputAttrPath.ROOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no name", ".", "1a", "_a", "a.b", "é"})
    void namesThatNoInputCanHaveAreRefused(String name) {
        assertThatThrownBy(() -> InputAttrPath.parse("a/" + name))
                .isInstanceOf(FlakeException.class)
                .hasMessage("invalid flake input attribute path element '" + name + "'");
    }

    @Test
    void aPathIsNotBelowItself() {
        InputAttrPath path = InputAttrPath.of("a", "b");

        assertThat(path.isBelow(InputAttrPath.of("a"))).isTrue();
        assertThat(path.isBelow(InputAttrPath.ROOT)).isTrue();
        assertThat(path.isBelow(path)).isFalse();
        assertThat(InputAttrPath.of("ab").isBelow(InputAttrPath.of("a"))).isFalse();
    }
}
