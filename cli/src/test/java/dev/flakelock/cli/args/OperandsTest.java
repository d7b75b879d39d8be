package dev.flakelock.cli.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperandsTest {

    private final List<String> seen = new ArrayList<>();
    private final Operands operands = new Operands();

    @Test
    void aRequiredOperandMustBeThere() {
        operands.required("from", seen::add).optional("to", seen::add);
        assertThatThrownBy(operands::end).isInstanceOf(UsageException.class).hasMessage("more arguments are required");
    }

    @Test
    void anOptionalOperandMayBeLeftOut() throws UsageException {
        operands.required("from", seen::add).optional("to", seen::add);
        operands.take("a");
        operands.end();
        assertThat(seen).containsExactly("a");
    }

    @Test
    void oneTooManyIsRefused() throws UsageException {
        operands.optional("flake-url", seen::add);
        operands.take(".");
        assertThatThrownBy(() -> operands.take("extra"))
                .isInstanceOf(UsageException.class)
                .hasMessage("unexpected argument 'extra'");
    }

    @Test
    void theRestIsTakenAtTheEnd() throws UsageException {
        operands.required("first", seen::add).rest("others", seen::addAll);
        operands.take("a");
        operands.take("b");
        operands.take("c");
        assertThat(seen).containsExactly("a");
        operands.end();
        assertThat(seen).containsExactly("a", "b", "c");
    }

    @Test
    void usageShowsWhatMayBeLeftOut() {
        operands.required("FROM", seen::add).optional("TO", seen::add).rest("MORE", seen::addAll);
        assertThat(operands.usage()).isEqualTo("FROM [TO] [MORE...]");
    }
}
