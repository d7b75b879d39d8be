package dev.flakelock.core.nix;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.flakelock.core", importOptions = ImportOption.DoNotIncludeTests.class)
class NixArchitectureTest {

    @ArchTest
    static final ArchRule THE_LANGUAGE_KNOWS_NOTHING_OF_FLAKES = classes()
            .that()
            .resideInAPackage("dev.flakelock.core.nix..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "org.jspecify.annotations", "dev.flakelock.core.error", "dev.flakelock.core.nix..");

    @ArchTest
    static final ArchRule ERRORS_KNOW_NOTHING_ELSE = classes()
            .that()
            .resideInAPackage("dev.flakelock.core.error..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations", "dev.flakelock.core.error..");
}
