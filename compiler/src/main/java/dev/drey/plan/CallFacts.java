// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import dev.drey.aggregate.AggregateCall;
import dev.drey.aggregate.Spread;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** What an operator with aggregate calls tells of these. */
final class CallFacts {
  private final List<AggregateCall> calls;
  private final RowType input;
  private final Facts facts;

  /**
   * @param input the columns that they read
   */
  CallFacts(List<AggregateCall> calls, RowType input, Facts facts) {
    this.calls = calls;
    this.input = input;
    this.facts = facts;
  }

  /** Which they are, by the columns of their results. */
  void tell(IntFunction<String> columns) {
    for (int i = 0; i < calls.size(); i++) {
      AggregateCall call = calls.get(i);
      facts.tell("keeps " + columns.apply(i), value(call), words(call));
    }
  }

  /**
   * What they keep.
   *
   * @param per what has accumulators
   * @param words the same in words, behind their number
   */
  void tellState(List<String> per, String words) {
    List<String> growing = growing();
    String each = calls.size() == 1 ? "1 accumulator" : calls.size() + " accumulators";
    facts.tell(
        "state",
        FactValue.of("accumulators", FactValue.of(calls.size()))
            .with("per", FactValue.texts(per))
            .with("entries", FactValue.texts(growing)),
        each
            + words
            + (growing.isEmpty()
                ? ""
                : ", with "
                    + growing.stream()
                        .distinct()
                        .map(entry -> "an entry per " + entry)
                        .collect(Collectors.joining(" and "))));
  }

  /** What their accumulators have an entry of, as rows come. */
  private List<String> growing() {
    List<String> growing = new ArrayList<>();
    for (AggregateCall call : calls) {
      if (call.distinct()) {
        growing.add("distinct value");
      } else if (call.spread() == Spread.PER_KEY) {
        growing.add("key of a map");
      } else if (call.function().keepsRows()) {
        growing.add("record");
      }
    }
    return growing;
  }

  private List<String> arguments(AggregateCall call) {
    return call.arguments().stream().map(a -> input.field(a).name()).collect(Collectors.toList());
  }

  private FactValue value(AggregateCall call) {
    FactValue value =
        FactValue.of("function", FactValue.of(call.function().name()))
            .with("arguments", FactValue.texts(arguments(call)))
            .with("distinct", FactValue.of(call.distinct()));
    if (call.spread() != Spread.NONE) {
      value = value.with("takes", FactValue.of(call.spread().name()));
    }
    if (!call.constants().isEmpty()) {
      value = value.with("constants", FactValue.texts(call.constants()));
    }
    return call.filter().isPresent()
        ? value.with("filter", FactValue.of(input.field(call.filter().getAsInt()).name()))
        : value;
  }

  private String words(AggregateCall call) {
    List<String> arguments =
        arguments(call).stream()
            .map(argument -> call.spread().written(RowType.quoted(argument)))
            .collect(Collectors.toList());
    for (int i = 0; i < call.constants().size(); i++) {
      arguments.add(call.function().parameters().get(i).written(call.constants().get(i)));
    }
    String words =
        call.function()
            + "("
            + (call.distinct() ? "DISTINCT " : "")
            + (arguments.isEmpty() ? "*" : String.join(", ", arguments))
            + ")";
    return call.filter().isPresent()
        ? words
            + " FILTER (WHERE "
            + RowType.quoted(input.field(call.filter().getAsInt()).name())
            + ")"
        : words;
  }
}
