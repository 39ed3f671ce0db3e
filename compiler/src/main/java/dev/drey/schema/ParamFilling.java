// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.LaunchCodes;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.model.EnabledCondition;
import dev.drey.source.LocatedText;
import dev.drey.source.ParamUse;
import dev.drey.source.Span;
import dev.drey.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fills the references of one scalar after the other. The places of what is filled in are the
 * reference. One to nothing is reported, and what stands in for it gives no further findings. In an
 * expression a value is never SQL: between quotes it is escaped, elsewhere the reference stays and
 * stands for the value.
 */
final class ParamFilling {
  /** Characters that all references of a spec together may become: as many as a spec may have. */
  private static final int MOST = 1 << 20;

  private final Map<String, Param> params;
  private final Diagnostics diagnostics;
  private int written;
  private boolean tooLong;

  ParamFilling(Map<String, Param> params, Diagnostics diagnostics) {
    this.params = params;
    this.diagnostics = diagnostics;
  }

  /** Empty where an option is nothing but a parameter without a value. */
  Optional<YamlScalar> fill(YamlScalar scalar, boolean expression) {
    return new Filling(scalar, expression).fill();
  }

  /** A condition on a parameter as TRUE or FALSE; empty for what is none. */
  Optional<YamlScalar> condition(YamlScalar scalar) {
    String text = scalar.text().text();
    Optional<EnabledCondition> condition =
        EnabledCondition.of(text).filter(each -> !each.isReference());
    Param param = condition.map(each -> params.get(each.param())).orElse(null);
    if (param == null) {
      return Optional.empty();
    }
    if (!isOf(condition.get(), param)) {
      misfit(condition.get(), param, scalar.span());
      return Optional.of(YamlScalar.unreadable(scalar.span()));
    }
    boolean holds = param.unresolved() || condition.get().holds(param.value());
    String value = String.valueOf(holds);
    int[] places = new int[value.length() + 1];
    Arrays.fill(places, scalar.span().start());
    places[value.length()] = scalar.span().end();
    return Optional.of(
        YamlScalar.of(
            LocatedText.of(value, scalar.span(), places, param.unresolved()).withCondition(text),
            YamlScalar.Kind.BOOLEAN));
  }

  /** A flag of a BOOLEAN, a comparison of a text. */
  private static boolean isOf(EnabledCondition condition, Param param) {
    return param.type().kind()
        == (condition.literal().isPresent() ? YamlScalar.Kind.TEXT : YamlScalar.Kind.BOOLEAN);
  }

  private void misfit(EnabledCondition condition, Param param, Span place) {
    boolean flag = param.type().kind() == YamlScalar.Kind.BOOLEAN;
    String reference = "${" + condition.param() + "}";
    diagnostics.add(
        Diagnostic.at(
                StructureCodes.WRONG_SHAPE,
                place,
                "`"
                    + condition.param()
                    + "` is "
                    + param.type().text().replace(" NOT NULL", "")
                    + (condition.literal().isPresent()
                        ? ", which is not compared with a text"
                        : ", which has no opposite"))
            .help(
                flag
                    ? "write `" + reference + "` or `NOT " + reference + "`"
                    : "declare it STRING, to write `" + reference + " = 'prod'`, or BOOLEAN"));
  }

  /** One scalar while it is filled. */
  private final class Filling {
    private final YamlScalar scalar;
    private final boolean expression;
    private final String text;
    private final SqlState state = new SqlState();
    private final StringBuilder filled = new StringBuilder();
    private final List<Integer> offsets = new ArrayList<>();
    private final List<ParamUse> uses = new ArrayList<>();
    private boolean unresolved;
    private boolean leftOut;
    private boolean unreadable;
    private @Nullable String whole;
    private YamlScalar.Kind kind = YamlScalar.Kind.TEXT;

    Filling(YamlScalar scalar, boolean expression) {
      this.scalar = scalar;
      this.expression = expression;
      this.text = scalar.text().text();
    }

    Optional<YamlScalar> fill() {
      int at = 0;
      while (at < text.length()) {
        if (text.startsWith("$${", at)) {
          keep(at + 1);
          keep(at + 2);
          at += 3;
        } else if (text.startsWith("${", at)) {
          at = reference(at);
        } else {
          int end = at + (expression ? state.step(text, at) : 1);
          while (at < end) {
            keep(at++);
          }
        }
      }
      if (leftOut) {
        return Optional.empty();
      }
      if (unreadable) {
        return Optional.of(YamlScalar.unreadable(scalar.span()));
      }
      int[] places = new int[offsets.size() + 1];
      for (int i = 0; i < offsets.size(); i++) {
        places[i] = offsets.get(i);
      }
      places[offsets.size()] = scalar.span().end();
      LocatedText located = LocatedText.of(filled.toString(), scalar.span(), places, unresolved);
      return Optional.of(
          YamlScalar.of(
              whole == null ? located.withParams(uses) : located.withCondition(whole), kind));
    }

    private void keep(int index) {
      filled.append(text.charAt(index));
      offsets.add(scalar.text().span(index, index + 1).start());
    }

    /** Fills in the reference that starts here, and gives the index after it. */
    private int reference(int start) {
      int close = text.indexOf('}', start);
      String name = close < 0 ? "" : text.substring(start + 2, close);
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        int end = close < 0 ? Math.min(start + 2, text.length()) : close + 1;
        malformed(
            scalar.text().span(start, end),
            "write `${name}`, or `$${` for the two characters themselves");
        unresolved = true;
        unreadable = true;
        put("x", start, end);
        return end;
      }
      int end = close + 1;
      Param param = params.get(name);
      if (param == null) {
        unknown(name, scalar.text().span(start, end));
        unresolved = true;
        unreadable = true;
        put(name, start, end);
        return end;
      }
      unresolved |= param.unresolved();
      boolean isWhole = start == 0 && end == text.length();
      if (expression) {
        inExpression(param, start, end);
      } else if (isWhole && param.isNull()) {
        leftOut = true;
      } else {
        if (isWhole) {
          kind = param.type().kind();
          whole = text;
        }
        put(inText(param, start, end), start, end);
      }
      return end;
    }

    private void inExpression(Param param, int start, int end) {
      switch (state.kind()) {
        case SQL:
          int from = filled.length();
          for (int i = start; i < end; i++) {
            keep(i);
          }
          Optional<String> value =
              param.unresolved() ? Optional.of(param.standIn()) : param.value();
          uses.add(ParamUse.of(from, filled.length(), param.type().text(), value));
          break;
        case TEXT:
        case NAME:
          if (state.escapes()) {
            malformed(scalar.text().span(start, end), "write the text without `U&`");
            unresolved = true;
          }
          String quote = String.valueOf(state.quote());
          put(inText(param, start, end).replace(quote, quote + quote), start, end);
          break;
        default:
          for (int i = start; i < end; i++) {
            keep(i);
          }
      }
    }

    /** The value as part of a longer text. */
    private String inText(Param param, int start, int end) {
      if (param.isNull()) {
        diagnostics.add(
            Diagnostic.at(
                    LaunchCodes.NULL_IN_TEXT,
                    scalar.text().span(start, end),
                    "`"
                        + param.spec().name()
                        + "` has no value here, and a text cannot have a hole in it")
                .help(
                    "give one: `--param "
                        + param.spec().name()
                        + "=...`; or let the parameter be the whole value, which is then left"
                        + " out"));
        unresolved = true;
      }
      return param.value().orElse(param.standIn());
    }

    /** The value's places: all of it at the start of the reference, its end at the end of it. */
    private void put(String value, int start, int end) {
      Span reference = scalar.text().span(start, end);
      written += value.length();
      if (written > MOST) {
        tooLong(reference);
        unreadable = true;
        return;
      }
      for (int i = 0; i < value.length(); i++) {
        filled.append(value.charAt(i));
        boolean last = i > 0 && i == value.length() - 1;
        offsets.add(last ? Math.max(reference.start(), reference.end() - 1) : reference.start());
      }
    }
  }

  private void tooLong(Span place) {
    written = MOST;
    if (!tooLong) {
      tooLong = true;
      diagnostics.add(
          Diagnostic.at(
                  LaunchCodes.PARAMS_TOO_LONG,
                  place,
                  String.format(
                      "with this reference the spec's parameters become more than %,d characters",
                      MOST))
              .label("the limit is reached here")
              .help("refer to a long value in one place, or put it into a file"));
    }
  }

  private void malformed(Span place, String help) {
    diagnostics.add(
        Diagnostic.at(
                LaunchCodes.MALFORMED_REFERENCE, place, "`${` starts a reference to a parameter")
            .label("this cannot be one")
            .help(help));
  }

  private void unknown(String name, Span place) {
    Diagnostic.Builder problem =
        Diagnostic.at(
            LaunchCodes.UNKNOWN_PARAM, place, "the spec declares no parameter `" + name + "`");
    DidYouMean.help(name, params.keySet()).ifPresent(problem::help);
    diagnostics.add(
        problem.help(
            "declare it: `params: {"
                + name
                + ": {type: STRING}}`; nothing is read from"
                + " the environment"));
  }
}
