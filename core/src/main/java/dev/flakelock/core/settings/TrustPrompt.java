package dev.flakelock.core.settings;

/** Asks the user whether to trust what a flake wants to configure. */
@FunctionalInterface
public interface TrustPrompt {

    /** Answers every question with no, as where nobody can be asked. */
    TrustPrompt NOBODY = question -> false;

    /**
     * Asks a question that ends with {@code (y/N)?}.
     *
     * @param question the question; it quotes text from the flake, in which control characters are replaced
     * @return whether the answer is yes
     */
    boolean ask(String question);
}
