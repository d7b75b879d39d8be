package dev.flakelock.core.nix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ParserTablesTest {

    private static ParserTableGenerator generated;

    @BeforeAll
    static void generate() throws IOException {
        generated = new ParserTableGenerator(Grammar.read(ParserTableGenerator.GRAMMAR));
    }

    @Test
    void theGrammarHasNoConflicts() {
        assertThat(generated.conflicts).isEmpty();
    }

    @Test
    void theTablesAreThoseOfTheGrammar() {
        assertThat(ints(ParserTables.ACTIONS)).isEqualTo(generated.actions);
        assertThat(ints(ParserTables.GOTOS)).isEqualTo(generated.gotos);
        assertThat(ints(ParserTables.DEFAULTS)).isEqualTo(generated.defaults);
        assertThat(ints(ParserTables.LENGTHS)).isEqualTo(generated.lengths());
        assertThat(ints(ParserTables.LEFTS)).isEqualTo(generated.lefts());
    }

    @Test
    void theNamesOfTheTokensAreThoseOfTheGrammar() {
        for (int token = 0; token < generated.grammar.tokens; token++) {
            assertThat(ParserTables.name(token)).isEqualTo(generated.grammar.displays.get(token));
        }
    }

    @Test
    void everyLabelHasItsRuleNumber() throws ReflectiveOperationException {
        for (int rule = 0; rule < generated.grammar.rules.size(); rule++) {
            String label = generated.grammar.rules.get(rule).label();
            if (!label.equals("-")) {
                assertThat(ParserTables.class.getDeclaredField(label).getInt(null))
                        .isEqualTo(rule);
            }
        }
    }

    private static int[] ints(short[] values) {
        int[] ints = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            ints[i] = values[i];
        }
        return ints;
    }
}
