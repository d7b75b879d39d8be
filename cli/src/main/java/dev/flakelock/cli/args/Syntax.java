package dev.flakelock.cli.args;

/**
 * What a command can be given.
 *
 * @param flags its own flags, without those that every command has
 * @param operands its operands
 */
public record Syntax(Flags flags, Operands operands) {}
