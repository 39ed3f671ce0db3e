package dev.drey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A package of the compiler imports only packages above it; Flink is known to the last alone. */
class PackageOrderTest {
  private static final List<String> ORDER =
      List.of(
          "source",
          "diagnostic",
          "yaml",
          "model",
          "schema",
          "expression",
          "plan",
          "analysis",
          "optimize",
          "flink");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.drey");

  @TestFactory
  Stream<DynamicTest> importsOnlyWhatIsAbove() {
    return ORDER.stream()
        .limit(ORDER.size() - 1)
        .map(name -> DynamicTest.dynamicTest(name, () -> importsOnlyWhatIsAbove(name)));
  }

  private static void importsOnlyWhatIsAbove(String name) {
    String[] below =
        ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream()
            .map(PackageOrderTest::named)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(named(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheLastKnowsFlink() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ORDER.subList(0, ORDER.size() - 1).stream()
                .map(PackageOrderTest::named)
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .check(CLASSES);
  }

  private static String named(String name) {
    return "dev.drey." + name + "..";
  }
}
