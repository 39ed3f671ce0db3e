// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;

/**
 * The operators that a query has become. Each has a name made of its kind, and of its number among
 * those of one kind: the same query over the same columns has the same names, whatever else is in
 * the job, for Flink's planner is the same.
 */
final class SqlGraph {
  /** What is there whatever the query is. */
  private static final Set<String> AT_ENDS = Set.of("Input", "ConstraintEnforcer", "Result");

  private final Map<String, Transformation<?>> operators = new LinkedHashMap<>();
  private final List<String> kinds = new ArrayList<>();
  private final List<String> origins = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Set<Transformation<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private SqlGraph() {}

  /**
   * @param inputs the streams that the query reads
   * @param result its rows
   */
  static SqlGraph between(List<? extends DataStream<?>> inputs, DataStream<?> result) {
    SqlGraph graph = new SqlGraph();
    inputs.forEach(input -> graph.seen.add(input.getTransformation()));
    graph.add(result.getTransformation());
    return graph;
  }

  private void add(Transformation<?> transformation) {
    if (!seen.add(transformation)) {
      return;
    }
    transformation.getInputs().forEach(this::add);
    if (!(transformation instanceof PhysicalTransformation)) {
      return;
    }
    String kind = kind(transformation.getName());
    if (transformation.getInputs().isEmpty()) {
      origins.add(kind);
    }
    int number = numbers.merge(kind, 1, Integer::sum);
    operators.put(number == 1 ? kind : kind + "-" + number, transformation);
    kinds.add(kind);
  }

  /** Flink's name, without the number that it counts on from plan to plan. */
  private static String kind(String name) {
    if (name.startsWith("*anonymous_datastream_source")) {
      return "Input";
    }
    if (name.startsWith("TableToData")) {
      return "Result";
    }
    int end = name.indexOf('[');
    return (end < 0 ? name : name.substring(0, end)).replaceAll("[^A-Za-z0-9]", "");
  }

  /** By name, each behind those that it reads. */
  Map<String, Transformation<?>> operators() {
    return Collections.unmodifiableMap(operators);
  }

  List<String> kinds() {
    return kinds.stream().filter(kind -> !AT_ENDS.contains(kind)).collect(Collectors.toList());
  }

  List<String> origins() {
    return origins;
  }
}
