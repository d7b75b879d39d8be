package dev.flakelock.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules, seen from the one module that has all of them on its class path. */
@AnalyzeClasses(packages = "dev.flakelock", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NARHASH_KNOWS_NOTHING_OF_FLAKES = noClasses()
            .that()
            .resideInAPackage("dev.flakelock.narhash..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.flakelock.core..", "dev.flakelock.fetcher..", "dev.flakelock.cli..");

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_FETCHER = noClasses()
            .that()
            .resideInAPackage("dev.flakelock.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.flakelock.fetcher..", "dev.flakelock.cli..");

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_HTTP_GIT_OR_ARCHIVE = noClasses()
            .that()
            .resideInAPackage("dev.flakelock.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "okhttp3..", "okio..", "org.eclipse.jgit..", "org.apache.commons..", "org.bouncycastle..");

    @ArchTest
    static final ArchRule FETCHERS_DO_NOT_KNOW_THE_COMMAND = noClasses()
            .that()
            .resideInAPackage("dev.flakelock.fetcher..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.flakelock.cli..");

    @ArchTest
    static final ArchRule ONLY_THE_HELP_KNOWS_PICOCLI = noClasses()
            .that()
            .resideOutsideOfPackage("dev.flakelock.cli.help..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.flakelock.cli.Main")
            .should()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule THE_COMMANDS_HAVE_NO_CYCLES =
            slices().matching("dev.flakelock.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_ROOMS_OF_CORE_HAVE_NO_CYCLES =
            slices().matching("dev.flakelock.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_FETCHERS_HAVE_NO_CYCLES =
            slices().matching("dev.flakelock.fetcher.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_ROOM_OF_A_FETCHER_KNOWS_WHO_MAKES_THEM_ALL = noClasses()
            .that()
            .resideInAPackage("dev.flakelock.fetcher.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.flakelock.fetcher");
}
