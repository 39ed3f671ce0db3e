// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every package stands in one list, and imports only packages above it: so there is no circle.
 * Connectors stand in one place of it, and know nothing of each other; so do formats. What knows
 * Flink and what knows Calcite is closed, too.
 */
class PackageOrderTest {
  /** Connectors and formats: each package of this beginning that does not stand in the list. */
  private static final String CONNECTORS = "dev.drey.connector.";

  private static final String FORMATS = "dev.drey.format.";

  private static final List<String> PLACES =
      List.of(
          "dev.drey.text",
          "dev.drey.type",
          "dev.drey.shape",
          "dev.drey.inference",
          "dev.drey.row",
          "dev.drey.process",
          "dev.drey.format",
          "dev.drey.format.text",
          "dev.drey.format.packed",
          "dev.drey.format.infer",
          "dev.drey.diagnostic.code",
          "dev.drey.connector",
          "dev.drey.connector.async",
          "dev.drey.connector.async.http",
          "dev.drey.connector.aws",
          "dev.drey.connector.shards",
          "dev.drey.connector.tls",
          "dev.drey.format.registry",
          FORMATS,
          CONNECTORS,
          "dev.drey.source",
          "dev.drey.diagnostic",
          "dev.drey.diagnostic.render",
          "dev.drey.yaml",
          "dev.drey.model",
          "dev.drey.schema",
          "dev.drey.function",
          "dev.drey.aggregate",
          "dev.drey.expression.text",
          "dev.drey.expression.runtime",
          "dev.drey.expression.calc",
          "dev.drey.expression.value",
          "dev.drey.expression.type",
          "dev.drey.expression.parse",
          "dev.drey.expression.function",
          "dev.drey.expression.code",
          "dev.drey.expression.typing",
          "dev.drey.expression",
          "dev.drey.state",
          "dev.drey.operator",
          "dev.drey.operator.slice",
          "dev.drey.plan",
          "dev.drey.evolution",
          "dev.drey.sql",
          "dev.drey.analysis",
          "dev.drey.optimize",
          "dev.drey.flink",
          "dev.drey.deploy",
          "dev.drey");

  /** Beside the connectors and formats, which read and write by Flink. */
  private static final Set<String> KNOW_FLINK =
      Set.of("dev.drey.row", "dev.drey.operator", "dev.drey.operator.slice", "dev.drey.flink");

  /** What runs in tasks, beside the connectors, the formats and generated code. */
  private static final List<String> OPERATORS =
      List.of("dev.drey.aggregate", "dev.drey.operator", "dev.drey.operator.slice");

  /** What operators use of expressions: generated code. */
  private static final Set<String> EXPRESSIONS_IN_TASKS =
      Set.of("EvaluationException", "GeneratedCalc", "Moment");

  /** What describes a spec, a type or a mistake: of use where nothing runs. */
  private static final List<String> CORE =
      List.of(
          "dev.drey.text",
          "dev.drey.type",
          "dev.drey.shape",
          "dev.drey.source",
          "dev.drey.diagnostic.code",
          "dev.drey.diagnostic",
          "dev.drey.diagnostic.render",
          "dev.drey.yaml");

  /** At run time its functions of JSON alone. */
  private static final Set<String> KNOW_CALCITE =
      Set.of(
          "dev.drey.expression",
          "dev.drey.expression.code",
          "dev.drey.expression.function",
          "dev.drey.expression.parse",
          "dev.drey.expression.runtime",
          "dev.drey.expression.type",
          "dev.drey.expression.typing",
          "dev.drey.expression.value");

  /** The door of the expressions, and what it hands out. */
  private static final Set<String> OPEN =
      Set.of("dev.drey.expression", "dev.drey.expression.calc", "dev.drey.expression.value");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // What tests are made of is main code of a module of its own.
          .withImportOption(place -> !place.contains("/dev/drey/testkit/"))
          .importPackages("dev.drey");

  private static final List<String> ORDER = order();

  private static List<String> order() {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(type.getPackageName()));
    List<String> order = new ArrayList<>();
    for (String place : PLACES) {
      if (place.endsWith(".")) {
        found.stream()
            .filter(name -> name.startsWith(place) && !PLACES.contains(name))
            .forEach(order::add);
      } else {
        order.add(place);
      }
    }
    return order;
  }

  private static DescribedPredicate<JavaClass> within(List<String> packages) {
    return DescribedPredicate.describe(
        "within " + packages, type -> packages.contains(type.getPackageName()));
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(type -> found.add(type.getPackageName()));
    assertThat(found).containsExactlyInAnyOrderElementsOf(ORDER);
  }

  @TestFactory
  Stream<DynamicTest> knowsNoOtherOfItsKind() {
    return ORDER.stream()
        .filter(name -> !PLACES.contains(name))
        .map(name -> DynamicTest.dynamicTest(name, () -> knowsNoOtherOfItsKind(name)));
  }

  /** What a connector's packages share begins with its name. */
  private static void knowsNoOtherOfItsKind(String name) {
    String kind = name.startsWith(CONNECTORS) ? CONNECTORS : FORMATS;
    String own = kind + name.substring(kind.length()).split("\\.")[0];
    List<String> others =
        ORDER.stream()
            .filter(other -> other.startsWith(kind) && !PLACES.contains(other))
            .filter(other -> !other.equals(own) && !other.startsWith(own + "."))
            .collect(Collectors.toList());
    noClasses()
        .that(within(List.of(name)))
        .should()
        .dependOnClassesThat(within(others))
        .check(CLASSES);
  }

  @TestFactory
  Stream<DynamicTest> importsOnlyWhatIsAbove() {
    return ORDER.stream()
        .limit(ORDER.size() - 1)
        .map(name -> DynamicTest.dynamicTest(name, () -> importsOnlyWhatIsAbove(name)));
  }

  private static void importsOnlyWhatIsAbove(String name) {
    noClasses()
        .that(within(List.of(name)))
        .should()
        .dependOnClassesThat(within(ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size())))
        .check(CLASSES);
  }

  /** A spec is analysed, and a plan made, where there is no Flink. */
  @Test
  void fewReachFlinkAtAnyDistance() {
    List<String> others =
        ORDER.stream()
            .filter(name -> !KNOW_FLINK.contains(name))
            .filter(name -> !name.startsWith("dev.drey.connector"))
            .filter(name -> !name.startsWith("dev.drey.format"))
            .collect(Collectors.toList());
    noClasses()
        .that(within(others))
        .should()
        .transitivelyDependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .check(CLASSES);
  }

  @Test
  void expressionsAloneKnowCalcite() {
    List<String> others =
        ORDER.stream().filter(name -> !KNOW_CALCITE.contains(name)).collect(Collectors.toList());
    noClasses()
        .that(within(others))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.calcite..")
        .check(CLASSES);
  }

  @Test
  void theRoomsOfExpressionsAreClosed() {
    List<String> rooms =
        ORDER.stream()
            .filter(name -> name.startsWith("dev.drey.expression."))
            .filter(name -> !OPEN.contains(name))
            .collect(Collectors.toList());
    List<String> others =
        ORDER.stream()
            .filter(name -> !name.startsWith("dev.drey.expression"))
            .collect(Collectors.toList());
    noClasses().that(within(others)).should().dependOnClassesThat(within(rooms)).check(CLASSES);
  }

  /** Sources, diagnostics, types and shapes can be used where neither Flink nor Calcite is. */
  @Test
  void theCoreReachesNeitherAtAnyDistance() {
    noClasses()
        .that(within(CORE))
        .should()
        .transitivelyDependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.calcite..")
        .check(CLASSES);
  }

  /** What a plan says reaches operators as values; Calcite is where it is compiled. */
  @Test
  void operatorsReachNoPlanAndNoCalciteAtAnyDistance() {
    noClasses()
        .that(within(OPERATORS))
        .should()
        .transitivelyDependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.calcite..",
            "dev.drey.source..",
            "dev.drey.diagnostic",
            "dev.drey.diagnostic.render",
            "dev.drey.yaml..",
            "dev.drey.model..",
            "dev.drey.schema..",
            "dev.drey.plan..",
            "dev.drey.analysis..",
            "dev.drey.optimize..")
        .check(CLASSES);
  }

  @Test
  void operatorsUseFewOfTheExpressions() {
    Set<String> used = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (OPERATORS.contains(type.getPackageName())) {
        type.getDirectDependenciesFromSelf().stream()
            .map(each -> each.getTargetClass().getBaseComponentType())
            .filter(each -> each.getPackageName().startsWith("dev.drey.expression"))
            .forEach(each -> used.add(each.getSimpleName()));
      }
    }
    assertThat(used).containsExactlyInAnyOrderElementsOf(EXPRESSIONS_IN_TASKS);
  }
}
