package dev.flakelock.cli.completion;

/**
 * A word that could stand at a place.
 *
 * @param word the word
 * @param description what it means, in a few words; may be empty
 */
record Proposal(String word, String description) {

    /** As a shell is told: the word, and after a tab the description. */
    String line() {
        return word + "\t" + description.replace('\n', ' ');
    }
}
