// SPDX-License-Identifier: Apache-2.0
package dev.drey.model;

import com.google.auto.value.AutoValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on one parameter: {@code ${local}}, {@code NOT ${local}}, {@code ${stage} = 'prod'}
 * or {@code ${stage} <> 'prod'}. No more than that, so that two can be compared for all values.
 */
@AutoValue
public abstract class EnabledCondition {
  private static final String REFERENCE = "\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}";
  private static final Pattern FLAG =
      Pattern.compile("\\s*(NOT\\s+)?" + REFERENCE + "\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMPARISON =
      Pattern.compile("\\s*" + REFERENCE + "\\s*(=|<>)\\s*'([^']*)'\\s*");

  /** Empty for another text. */
  public static Optional<EnabledCondition> of(String written) {
    Matcher flag = FLAG.matcher(written);
    if (flag.matches()) {
      return Optional.of(condition(flag.group(2), flag.group(1) != null, Optional.empty()));
    }
    Matcher comparison = COMPARISON.matcher(written);
    return comparison.matches()
        ? Optional.of(
            condition(
                comparison.group(1),
                comparison.group(2).equals("<>"),
                Optional.of(comparison.group(3))))
        : Optional.empty();
  }

  private static EnabledCondition condition(
      String param, boolean negated, Optional<String> literal) {
    return new AutoValue_EnabledCondition(param, negated, literal);
  }

  public abstract String param();

  public abstract boolean negated();

  /** What the parameter is compared with; empty where it is a flag itself. */
  public abstract Optional<String> literal();

  /** Whether it is a reference and no more, which any BOOLEAN is. */
  public final boolean isReference() {
    return !negated() && literal().isEmpty();
  }

  /** Whether it holds for this value of the parameter; nothing holds for none. */
  public final boolean holds(Optional<String> value) {
    return value
        .map(text -> literal().map(text::equals).orElse(text.equalsIgnoreCase("true")))
        .filter(same -> same != negated())
        .isPresent();
  }

  /** Whether the other holds for each value for which this one does. */
  final boolean implies(EnabledCondition other) {
    boolean alike = param().equals(other.param()) && other.literal().isPresent();
    boolean apart = alike && !negated() && other.negated() && literal().isPresent();
    return equals(other) || (apart && !literal().equals(other.literal()));
  }

  /** Whether one of the two holds for each value, and not both. */
  private boolean isOpposite(EnabledCondition other) {
    return equals(condition(other.param(), !other.negated(), other.literal()));
  }

  /** Whether one of them holds for each value. */
  static boolean coverAll(List<EnabledCondition> conditions) {
    return conditions.stream().anyMatch(one -> conditions.stream().anyMatch(one::isOpposite));
  }

  /** A parameter as it is given, with a value for which it holds. */
  public final String given() {
    return param()
        + "="
        + literal()
            .map(text -> negated() ? "..." : text)
            .orElseGet(() -> String.valueOf(!negated()));
  }

  /** As one writes it. */
  @Override
  public final String toString() {
    String reference = "${" + param() + "}";
    return literal()
        .map(text -> reference + (negated() ? " <> '" : " = '") + text + "'")
        .orElse(negated() ? "NOT " + reference : reference);
  }
}
