package dev.flakelock.core;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which packages know which, as the package descriptions say, and what library users get to see. */
@AnalyzeClasses(packages = "dev.flakelock.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ReferenceRoomsTest {

    private static final String CORE = "dev.flakelock.core.";
    private static final String NARHASH = "dev.flakelock.narhash";
    private static final String NULLNESS = "org.jspecify.annotations";

    @ArchTest
    static final ArchRule ERROR = room("error", "java..", NULLNESS);

    @ArchTest
    static final ArchRule TEXT = room("text", "java..", NULLNESS, CORE + "error");

    @ArchTest
    static final ArchRule ATTR = room("attr", "java..", NULLNESS, CORE + "error", CORE + "text");

    @ArchTest
    static final ArchRule DISK = room("disk", "java..", NULLNESS, CORE + "error");

    @ArchTest
    static final ArchRule REF = room(
            "ref",
            "java..",
            NULLNESS,
            NARHASH,
            CORE + "error",
            CORE + "text",
            CORE + "attr",
            CORE + "disk",
            CORE + "fetch");

    @ArchTest
    static final ArchRule FETCH = room("fetch", "java..", NULLNESS, NARHASH, CORE + "error", CORE + "attr");

    @ArchTest
    static final ArchRule REGISTRY = room(
            "registry",
            "java..",
            NULLNESS,
            NARHASH,
            CORE + "error",
            CORE + "text",
            CORE + "attr",
            CORE + "disk",
            CORE + "ref",
            CORE + "fetch");

    @ArchTest
    static final ArchRule PUBLIC_SIGNATURES = classes()
            .that()
            .arePublic()
            .should(showOnly("java.", CORE, NARHASH + "."))
            .because("users of the library must not depend on the libraries behind it");

    private static ArchRule room(String name, String... others) {
        String[] allowed = new String[others.length + 1];
        System.arraycopy(others, 0, allowed, 0, others.length);
        allowed[others.length] = CORE + name;
        return classes()
                .that()
                .resideInAPackage(CORE + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    private static ArchCondition<JavaClass> showOnly(String... prefixes) {
        return new ArchCondition<>("have only types of the JDK, of narhash and of core in public signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaMember member : type.getMembers()) {
                    if (!member.getModifiers().contains(PUBLIC)
                            && !member.getModifiers().contains(PROTECTED)) {
                        continue;
                    }
                    for (JavaClass shown : signature(member)) {
                        if (!shown.isPrimitive() && List.of(prefixes).stream().noneMatch(shown.getName()::startsWith)) {
                            events.add(SimpleConditionEvent.violated(
                                    member, member.getFullName() + " shows " + shown.getName()));
                        }
                    }
                }
            }
        };
    }

    private static Set<JavaClass> signature(JavaMember member) {
        List<JavaType> types = new ArrayList<>();
        if (member instanceof JavaField field) {
            types.add(field.getType());
        } else if (member instanceof JavaCodeUnit method) {
            types.add(method.getReturnType());
            types.addAll(method.getParameterTypes());
            types.addAll(method.getExceptionTypes());
        }
        return types.stream()
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .collect(Collectors.toSet());
    }
}
