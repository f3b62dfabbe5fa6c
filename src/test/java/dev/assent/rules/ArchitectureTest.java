package dev.assent.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;

class ArchitectureTest {

    private final JavaClasses rules =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.assent.rules");

    @Test
    void the_rules_import_java_only() {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.assent.rules", "org.jspecify.annotations")
                .check(rules);
    }

    @Test
    void the_rules_never_ask_a_clock() {
        noClasses()
                .should()
                .callCodeUnitWhere(describe("that tells the time", ArchitectureTest::tellsTime))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Clock.class, InstantSource.class, Date.class, Calendar.class, System.class)
                .check(rules);
    }

    private static boolean tellsTime(JavaCall<?> call) {
        return call.getTarget().getName().equals("now")
                && call.getTargetOwner().getPackageName().startsWith("java.time");
    }
}
