package dev.flakelock.narhash;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;

/** Who may know whom in this module. */
@AnalyzeClasses(packages = "dev.flakelock", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_FLAKES = classes()
            .that()
            .resideInAPackage("dev.flakelock.narhash..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.flakelock.narhash..",
                    "java..",
                    "org.jspecify.annotations..",
                    "org.bouncycastle..",
                    "org.apache.commons.compress..",
                    "org.tukaani.xz..",
                    "com.github.luben.zstd..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.flakelock.narhash.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule HASHES_DO_NOT_KNOW_ARCHIVES = noClasses()
            .that()
            .resideInAPackage("dev.flakelock.narhash")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.flakelock.narhash.archive..");

    @ArchTest
    static final ArchRule PUBLIC_SIGNATURES_ARE_JDK_TYPES_AND_OUR_OWN = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should(ArchConditions.haveRawReturnType(new DescribedPredicate<JavaClass>("of the JDK or our own") {
                @Override
                public boolean test(JavaClass type) {
                    String name = type.getBaseComponentType().getPackageName();
                    return name.isEmpty()
                            || name.startsWith("java.")
                            || name.startsWith("dev.flakelock.narhash")
                            || type.getBaseComponentType().isPrimitive();
                }
            }));

    @ArchTest
    static final ArchRule NOTHING_PRINTS =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
