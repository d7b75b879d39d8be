package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on the architecture says of each room which others it uses: exactly those that its classes use. */
class ArchitecturePageTest {

    private static final Path PAGE = Path.of("../core/docs/architecture.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\| .* \\| (.*) \\|$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");
    private static final String ROOT = "dev.flakelock.";

    @Test
    void saysWhichRoomUsesWhich() throws IOException {
        Map<String, String> written = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(PAGE).split("\n## Rooms\n")[1]);
        while (rows.find()) {
            written.put(
                    rows.group(1),
                    NAME.matcher(rows.group(2))
                            .results()
                            .map(name -> name.group(1))
                            .sorted()
                            .collect(Collectors.joining(" ")));
        }
        assertThat(written).isEqualTo(used());
    }

    private static Map<String, String> used() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(
                        "dev.flakelock.narhash",
                        "dev.flakelock.core",
                        "dev.flakelock.fetcher",
                        "dev.flakelock.api",
                        "dev.flakelock.cli");
        Map<String, TreeSet<String>> used = new TreeMap<>();
        for (JavaClass type : all) {
            String own = room(type);
            TreeSet<String> others = used.computeIfAbsent(own, room -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && !room(target).equals(own)) {
                    others.add(room(target));
                }
            }
        }
        used.remove("core");
        Map<String, String> text = new TreeMap<>();
        used.forEach((room, others) -> text.put(room, String.join(" ", others)));
        return text;
    }

    /** {@code narhash}, {@code api} and {@code cli} are one room each here; the others are rooms of a module. */
    private static String room(JavaClass type) {
        List<String> names =
                List.of(type.getPackageName().substring(ROOT.length()).split("\\."));
        boolean whole = names.size() == 1
                || names.get(0).equals("narhash")
                || names.get(0).equals("cli");
        return whole ? names.get(0) : names.get(0) + "." + names.get(1);
    }
}
