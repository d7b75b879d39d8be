package dev.flakelock.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What programs can see is written down, so that no change of it goes unnoticed: every public type of {@code narhash},
 * of {@code core} and of the façade, with every public and protected member. The packages below
 * {@code dev.flakelock.fetcher} are internal, whatever is public in them.
 *
 * <p>After a change that is meant, copy {@code target/api.txt} to {@code src/test/resources/api.txt}.
 */
final class PublicApiTest {

    private static final Path LISTING = Path.of("src/test/resources/api.txt");

    @Test
    void isAsItIsListed() throws IOException {
        String now = listing();
        Files.writeString(Path.of("target/api.txt"), now);
        assertThat(now.lines().toList())
                .as("a change of what is public; if it is meant, copy target/api.txt to " + LISTING)
                .isEqualTo(Files.readString(LISTING).lines().toList());
    }

    private static String listing() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.flakelock");
        return all.stream()
                .filter(PublicApiTest::isSupported)
                .map(JavaClass::reflect)
                .filter(PublicApiTest::isVisible)
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .map(PublicApiTest::describe)
                .collect(Collectors.joining("\n"));
    }

    private static boolean isSupported(JavaClass type) {
        String name = type.getPackageName();
        return name.matches("dev\\.flakelock\\.(narhash|core|api)(\\..*)?") || name.equals("dev.flakelock.fetcher");
    }

    private static boolean isVisible(Class<?> type) {
        boolean shown = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        Class<?> outer = type.getEnclosingClass();
        return shown && !type.isAnonymousClass() && (outer == null || isVisible(outer));
    }

    private static String describe(Class<?> type) {
        TreeSet<String> members = new TreeSet<>();
        Arrays.stream(type.getDeclaredFields())
                .filter(field -> isShown(field.getModifiers()) && !field.isSynthetic())
                .forEach(field -> members.add(field(field)));
        Arrays.stream(type.getDeclaredConstructors())
                .filter(made -> isShown(made.getModifiers()) && !made.isSynthetic())
                .forEach(made -> members.add(constructor(made)));
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isShown(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !isGiven(method))
                .forEach(method -> members.add(method(method)));
        return header(type) + "\n"
                + members.stream().map(member -> "    " + member + "\n").collect(Collectors.joining());
    }

    private static boolean isShown(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    /** What every record and every enum has. */
    private static boolean isGiven(Method method) {
        Class<?> type = method.getDeclaringClass();
        boolean ofObject = List.of("equals", "hashCode", "toString").contains(method.getName());
        boolean ofEnum = type.isEnum() && List.of("values", "valueOf").contains(method.getName());
        return ofObject || ofEnum;
    }

    private static String header(Class<?> type) {
        String kind = type.isEnum() ? "enum" : type.isRecord() ? "record" : type.isInterface() ? "interface" : "class";
        StringBuilder header = new StringBuilder(modifiers(type.getModifiers()
                & ~(Modifier.STATIC | Modifier.INTERFACE | (type.isInterface() ? Modifier.ABSTRACT : 0))));
        header.append(type.isSealed() ? "sealed " : "").append(kind).append(' ').append(type.getName());
        if (type.getSuperclass() != null
                && !List.of(Object.class, Record.class, Enum.class).contains(type.getSuperclass())) {
            header.append(" extends ")
                    .append(shortened(type.getGenericSuperclass().getTypeName()));
        }
        String interfaces = Stream.of(type.getGenericInterfaces())
                .map(implemented -> shortened(implemented.getTypeName()))
                .collect(Collectors.joining(", "));
        return header + (interfaces.isEmpty() ? "" : " implements " + interfaces);
    }

    private static String field(Field field) {
        return modifiers(field.getModifiers()) + type(field.getAnnotatedType()) + " " + field.getName();
    }

    private static String constructor(Constructor<?> made) {
        return modifiers(made.getModifiers()) + "new" + parameters(made) + thrown(made);
    }

    private static String method(Method method) {
        String defaults = method.isDefault() ? "default " : "";
        int modifiers = method.getModifiers() & ~Modifier.SYNCHRONIZED;
        if (method.getDeclaringClass().isInterface()) {
            modifiers &= ~Modifier.ABSTRACT;
        }
        return modifiers(modifiers) + defaults + type(method.getAnnotatedReturnType()) + " " + method.getName()
                + parameters(method) + thrown(method);
    }

    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers & ~Modifier.TRANSIENT & ~Modifier.VOLATILE);
        return text.isEmpty() ? "" : text + " ";
    }

    private static String parameters(Executable code) {
        return Arrays.stream(code.getAnnotatedParameterTypes())
                .map(PublicApiTest::type)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String thrown(Executable code) {
        return code.getExceptionTypes().length == 0
                ? ""
                : Arrays.stream(code.getGenericExceptionTypes())
                        .map(thrown -> shortened(thrown.getTypeName()))
                        .collect(Collectors.joining(", ", " throws ", ""));
    }

    private static String type(AnnotatedType type) {
        return shortened(type.toString());
    }

    private static String shortened(String name) {
        return name.replaceAll("@org\\.jspecify\\.annotations\\.Nullable(\\(\\))? ", "@Nullable ")
                .replaceAll("\\bjava\\.(lang|util|io|nio\\.file|time)\\.(?=[A-Z])", "")
                .replaceAll("\\bdev\\.flakelock\\.", "");
    }
}
