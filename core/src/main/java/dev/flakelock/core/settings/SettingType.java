package dev.flakelock.core.settings;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.Utf8Order;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of a setting is read and shown, for one kind of value. */
abstract class SettingType<T> {

    /** {@code true yes 1} or {@code false no 0}, nothing else. */
    static final SettingType<Boolean> SWITCH = new SettingType<>() {
        @Override
        Boolean parse(String name, String text, Consumer<Notice> notices) throws FlakeException {
            return switch (text) {
                case "true", "yes", "1" -> true;
                case "false", "no", "0" -> false;
                default ->
                    throw new InvalidSettingException(
                            "Boolean setting '" + name + "' has invalid value '" + text + "'");
            };
        }
    };

    /** Any text. */
    static final SettingType<String> TEXT = new SettingType<>() {
        @Override
        String parse(String name, String text, Consumer<Notice> notices) {
            return text;
        }
    };

    /** A number of up to 32 bits. */
    static final SettingType<Long> UNSIGNED_32 = new UnsignedType(32);

    /** A number of up to 64 bits, as the bits of a {@code long}. */
    static final SettingType<Long> UNSIGNED_64 = new UnsignedType(64);

    /** An absolute path. */
    static final SettingType<Path> PATH = new SettingType<>() {
        @Override
        Path parse(String name, String text, Consumer<Notice> notices) throws FlakeException {
            if (text.isEmpty()) {
                throw new InvalidSettingException("setting '" + name + "' is a path and paths cannot be empty");
            }
            return NixPath.canonical(text);
        }
    };

    /** An absolute path, or nothing. */
    static final SettingType<Optional<Path>> OPTIONAL_PATH = new SettingType<>() {
        @Override
        Optional<Path> parse(String name, String text, Consumer<Notice> notices) throws FlakeException {
            return text.isEmpty() ? Optional.empty() : Optional.of(NixPath.canonical(text));
        }

        @Override
        String text(Optional<Path> value) {
            return value.map(Path::toString).orElse("");
        }
    };

    /** {@link AccessTokens}. */
    static final SettingType<AccessTokens> TOKENS = new SettingType<>() {
        @Override
        AccessTokens parse(String name, String text, Consumer<Notice> notices) {
            return AccessTokens.parse(NixConfText.words(text));
        }

        @Override
        AccessTokens append(AccessTokens existing, AccessTokens added) {
            return existing.plus(added);
        }

        @Override
        String text(AccessTokens value) {
            StringJoiner shown = new StringJoiner(" ");
            for (String name : value.names()) {
                shown.add(name + "=***");
            }
            return shown.toString();
        }
    };

    /** Names of experimental features; those that Nix does not know are reported and left out. */
    static final SettingType<Set<String>> FEATURES = new SettingType<>() {
        @Override
        Set<String> parse(String name, String text, Consumer<Notice> notices) {
            Set<String> features = new TreeSet<>();
            Set<String> sorted = new TreeSet<>(Utf8Order.BYTES);
            sorted.addAll(NixConfText.words(text));
            for (String feature : sorted) {
                if (ExperimentalFeatures.isKnown(feature)) {
                    features.add(feature);
                } else {
                    notices.accept(ExperimentalFeatures.unknown(feature));
                }
            }
            if (features.contains("flakes")) {
                features.add("fetch-tree");
            }
            return Collections.unmodifiableSet(features);
        }

        @Override
        Set<String> append(Set<String> existing, Set<String> added) {
            Set<String> all = new TreeSet<>(existing);
            all.addAll(added);
            return Collections.unmodifiableSet(all);
        }

        @Override
        String text(Set<String> value) {
            return String.join(" ", value);
        }
    };

    /**
     * Reads a value.
     *
     * @param name the name of the setting, for messages
     * @param notices takes what the user should be told about a value that is accepted
     */
    abstract T parse(String name, String text, Consumer<Notice> notices) throws FlakeException;

    /** The value after {@code extra-NAME}; only for settings that {@linkplain KnownSetting#appendable can be added to}. */
    T append(T existing, T added) {
        throw new IllegalStateException("nothing can be added to " + text(existing));
    }

    /** The value as text, with secrets blotted out. */
    String text(T value) {
        return String.valueOf(value);
    }

    /** {@code [+]DIGITS}, optionally with a unit of a power of 1024. The product is cut off at the type's width. */
    private static final class UnsignedType extends SettingType<Long> {

        private static final List<String> UNITS = List.of("", "K", "M", "G", "T");

        /** Of its own, as few starts read a number. */
        private static final class Digits {
            static final Pattern PATTERN = Pattern.compile("\\+?0*([0-9]{1,20})([KMGT]?)");
        }

        private final int bits;

        UnsignedType(int bits) {
            this.bits = bits;
        }

        @Override
        Long parse(String name, String text, Consumer<Notice> notices) throws FlakeException {
            Matcher number = Digits.PATTERN.matcher(text.toUpperCase(Locale.ROOT));
            if (number.matches()) {
                BigInteger value = new BigInteger(number.group(1));
                if (value.bitLength() <= bits) {
                    BigInteger product = value.shiftLeft(10 * UNITS.indexOf(number.group(2)));
                    return product.mod(BigInteger.ONE.shiftLeft(bits)).longValue();
                }
            }
            throw new InvalidSettingException("setting '" + name + "' has invalid value '" + text + "'");
        }

        @Override
        String text(Long value) {
            return Long.toUnsignedString(value);
        }
    }
}
