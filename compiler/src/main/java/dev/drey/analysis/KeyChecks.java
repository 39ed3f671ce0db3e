// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.StateCodes;
import dev.drey.expression.value.AggregateSplit;
import dev.drey.model.StreamSpec;
import dev.drey.plan.WindowPhases;
import dev.drey.plan.WindowShape;
import dev.drey.plan.WindowTrigger;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.Optional;

/** What state hangs on: the keys by which rows are grouped. */
final class KeyChecks {
  private final AnalysisContext context;

  KeyChecks(AnalysisContext context) {
    this.context = context;
  }

  /** The keys of a window whose rows may be spread, if nothing stands against it. */
  void check(StreamSpec stream, AggregateSplit split, WindowShape shape, WindowTrigger trigger) {
    Optional<Span> skew = stream.operation(AggregationSpec.class).flatMap(AggregationSpec::skewAt);
    Optional<String> obstacle =
        WindowPhases.obstacle(shape, trigger, split.calls(), skew.isPresent());
    if (obstacle.isPresent() && stream.keyBy().isEmpty()) {
      context.report(
          Diagnostic.at(
                  StateCodes.GLOBAL_GROUP,
                  stream.name().span(),
                  "without `keyBy` all records of `"
                      + stream.name().text()
                      + "` form one group, on one subtask: "
                      + obstacle.get())
              .label("has no `keyBy`")
              .help("add `keyBy:`, or allow this warning where the stream is small"));
    }
    if (obstacle.isPresent() && skew.isPresent()) {
      context.report(
          Diagnostic.at(
                  StateCodes.NO_SALT,
                  skew.get(),
                  "the records of a key cannot be spread here: " + obstacle.get())
              .label("spreads the records of a key")
              .help("remove `skew`, or spread them by a further column in `keyBy`"));
    }
  }

  void check(StreamSpec stream, AggregateSplit split) {
    for (int i = 0; i < split.keyCount(); i++) {
      check(stream.keyBy().get(i).name(), split.before().get(i).type());
    }
  }

  /** One of them, by its name. */
  void check(LocatedText key, DataType type) {
    String name = key.text();
    if (isRefused(type.kind())) {
      context.report(
          Diagnostic.at(
                  StateCodes.KEY_TYPE,
                  key.span(),
                  "`" + name + "` is " + type + ", and rows are not grouped by such values")
              .label("not a key")
              .help("group by scalar values, such as one element or field of it"));
    } else if (type.kind() == TypeKind.FLOAT || type.kind() == TypeKind.DOUBLE) {
      context.report(
          Diagnostic.at(
                  StateCodes.INEXACT_KEY,
                  key.span(),
                  "`" + name + "` is " + type + ": values that look alike can be different keys")
              .label("an inexact number")
              .help("group by a DECIMAL, an integer or a text, such as CAST(x AS DECIMAL(12, 2))"));
    }
    if (type.nullable() && !isRefused(type.kind())) {
      context.addNullableKey(key);
    }
  }

  /** Whether values of a kind are no keys. */
  static boolean isRefused(TypeKind kind) {
    switch (kind) {
      case ARRAY:
      case MAP:
      case ROW:
      case BINARY:
      case VARBINARY:
        return true;
      default:
        return false;
    }
  }
}
