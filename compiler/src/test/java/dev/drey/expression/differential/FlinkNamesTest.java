// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.table.functions.BuiltInFunctionDefinition;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The list of Flink's functions, by which others are checked, is that of Flink's own classes: the
 * operator table of its planner and its built-in functions.
 */
@Tag("flink-sql")
class FlinkNamesTest {
  /** What only Flink's planner can call, and CAST, which is no name of a function. */
  private static final Set<String> INTERNAL =
      Set.of(
          "AGG_DECIMAL_PLUS",
          "HIVE_AGG_DECIMAL_PLUS",
          "AUXILIARY_GROUP",
          "PRINT",
          "PROCTIME_MATERIALIZE",
          "SINGLE_VALUE",
          "CAST");

  /** Names that the parser alone knows. */
  private static final Set<String> OF_THE_PARSER = Set.of("CEILING", "DESCRIPTOR");

  @Test
  void listOfFunctionsIsFlinks() throws Exception {
    Set<String> flink = operators();
    for (FunctionDefinition definition : BuiltInFunctionDefinitions.getDefinitions()) {
      if (definition instanceof BuiltInFunctionDefinition) {
        BuiltInFunctionDefinition builtIn = (BuiltInFunctionDefinition) definition;
        if (!builtIn.isInternal() && builtIn.hasRuntimeImplementation()) {
          flink.add(builtIn.getSqlName().toUpperCase(Locale.ROOT));
        }
      }
    }
    Set<String> names =
        flink.stream()
            .map(name -> name.replaceAll("_(ABSENT|NULL)_ON_NULL$", ""))
            .filter(name -> name.matches("[A-Z][A-Z0-9_]*") && !INTERNAL.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    names.addAll(OF_THE_PARSER);
    assertThat(listed()).containsExactlyElementsOf(names);
  }

  /** The functions of the planner's operator table, whose classes its own loader has. */
  private static Set<String> operators() throws ReflectiveOperationException {
    Class<?> module = Class.forName("org.apache.flink.table.planner.loader.PlannerModule");
    Method instance = module.getDeclaredMethod("getInstance");
    instance.setAccessible(true);
    Field field = module.getDeclaredField("submoduleClassLoader");
    field.setAccessible(true);
    ClassLoader loader = (ClassLoader) Objects.requireNonNull(field.get(instance.invoke(null)));
    Class<?> function = loader.loadClass("org.apache.calcite.sql.SqlFunction");
    Class<?> table =
        loader.loadClass("org.apache.flink.table.planner.functions.sql.FlinkSqlOperatorTable");
    Object operators = table.getMethod("instance", boolean.class).invoke(null, false);
    Set<String> names = new TreeSet<>();
    for (Object operator : (List<?>) table.getMethod("getOperatorList").invoke(operators)) {
      if (function.isInstance(operator)) {
        Object name = operator.getClass().getMethod("getName").invoke(operator);
        names.add(String.valueOf(name).toUpperCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static Set<String> listed() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(FlinkNamesTest.class.getResourceAsStream("/flink/functions.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
