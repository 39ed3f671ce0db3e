// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.expression.Expressions;
import dev.drey.flink.EmbeddedFlink;
import dev.drey.function.FunctionDescriptor;
import dev.drey.function.FunctionDescriptor.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions and operators over edge values beside Flink SQL's planner: value, type and nullability,
 * with columns and with literals, as written and simplified. What differs on purpose stands with
 * its reason in src/test/resources/differential/AREA.known; anything else fails.
 */
@Tag("flink-sql")
class DifferentialTest {
  /** Rows of each case that are tried as literals; more by -Ddrey.differential.literals=N. */
  /** Another value each time: their types stand beside Flink's elsewhere. */
  private static final Set<String> OF_THE_MOMENT =
      Set.of(
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "CURRENT_WATERMARK",
          "RAND",
          "RAND_INTEGER",
          "UUID");

  private static final int LITERAL_ROWS = Integer.getInteger("drey.differential.literals", 1);

  @RegisterExtension static final MiniClusterExtension CLUSTER = EmbeddedFlink.ofTwoSlots();

  /** Each area has a file of cases; where it has a group, all of its functions stand in it. */
  private static final Map<String, Optional<Group>> AREAS =
      Map.of(
          "casts", Optional.empty(),
          "collections", Optional.of(Group.COLLECTION),
          "conditions", Optional.empty(),
          "encodings", Optional.of(Group.ENCODING),
          "numbers", Optional.of(Group.NUMBER),
          "text", Optional.of(Group.TEXT),
          "time", Optional.of(Group.TIME));

  static Stream<String> areas() {
    return AREAS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("areas")
  void areaIsAsInFlink(String area) {
    ExpressionCases cases = ExpressionCases.of(area);
    KnownDifferences known = KnownDifferences.of(area);
    DreyEvaluation drey = new DreyEvaluation(cases.rows());
    Map<String, Answer> flink =
        new FlinkReference(cases.rows()).answers(cases.expressions(), drey::values);
    List<Difference> unknown = new ArrayList<>();
    for (Difference difference :
        new Comparison(cases.rows(), drey, LITERAL_ROWS).differences(flink)) {
      if (!known.isKnown(difference)) {
        unknown.add(difference);
      }
    }
    assertThat(unknown).as("differences from Flink in %s.cases", area).isEmpty();
    assertThat(known.unused()).as("lines of %s.known without a difference", area).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("areas")
  void everyFunctionHasACase(String area) {
    String all = String.join("\n", ExpressionCases.of(area).expressions());
    List<String> missing = new ArrayList<>();
    for (FunctionDescriptor function : Expressions.standard().functions()) {
      boolean belongs =
          AREAS.getOrDefault(area, Optional.empty()).filter(function.group()::equals).isPresent();
      if (belongs
          && !OF_THE_MOMENT.contains(function.name())
          && !written(function.name()).matcher(all).find()) {
        missing.add(function.name());
      }
    }
    assertThat(missing).as("functions without a case").isEmpty();
  }

  /** How a call of a function or an operator looks. */
  private static Pattern written(String name) {
    String word = name.equals("[]") ? "[" : name.toUpperCase(Locale.ROOT);
    String quoted = word.replaceAll("([|\\[])", "\\\\$1").replace(" ", " (NOT )?");
    return Pattern.compile(Character.isLetter(word.charAt(0)) ? "\\b" + quoted + "\\b" : quoted);
  }
}
