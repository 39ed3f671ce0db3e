// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.google.re2j.Pattern;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with a scalar. Where a parameter's stand-in is in it, nothing is. */
final class ScalarCheck {
  private static final int MANY = 20;

  private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);

  private final Expectations expectations;
  private final ShapeCheck values;

  ScalarCheck(Expectations expectations, ShapeCheck values) {
    this.expectations = expectations;
    this.values = values;
  }

  /** Where nothing may stand, {@code NULL} as written is SQL, not the absence of a value. */
  static boolean readsNullAsText(Shape shape, YamlScalar scalar) {
    return (shape.kind() == Shape.Kind.EXPRESSION || shape.kind() == Shape.Kind.AGGREGATE)
        && shape.mayBeEmpty()
        && !scalar.isEmpty();
  }

  Legible check(Shape shape, YamlScalar scalar, Place place, Diagnostics out) {
    return withAlternatives(shape, shape, scalar, place, out);
  }

  /** As {@link #check}, where a message about the kind of value names the whole union. */
  Legible withAlternatives(
      Shape shape, Shape union, YamlScalar scalar, Place place, Diagnostics out) {
    if (scalar.text().unresolved()) {
      return Legible.of(scalar, !scalar.text().isUnreadable());
    }
    if (scalar.kind() == YamlScalar.Kind.NULL && !readsNullAsText(shape, scalar)) {
      if (!shape.mayBeEmpty()) {
        out.add(wrongKind(shape, union, scalar, place));
        return ShapeCheck.unreadable(scalar);
      }
      return Legible.of(scalar, true);
    }
    Optional<Diagnostic> problem = problem(shape, union, scalar, place);
    problem.ifPresent(out::add);
    return problem.isEmpty() ? Legible.of(scalar, true) : readable(List.of(shape), scalar);
  }

  /** A scalar that fits none of several scalar shapes. */
  Legible ofSeveral(
      List<Shape> shapes, Shape union, YamlScalar scalar, Place place, Diagnostics out) {
    for (Shape shape : shapes) {
      Optional<Diagnostic> problem = problem(shape, union, scalar, place);
      if (problem.isPresent() && problem.get().code() != StructureCodes.WRONG_SHAPE) {
        out.add(problem.get());
        return readable(shapes, scalar);
      }
    }
    out.add(wrongKind(shapes.get(0), union, scalar, place));
    return readable(shapes, scalar);
  }

  /** What the scalar was meant to be, where that is clear: a name is its text all the same. */
  private static Legible readable(List<Shape> shapes, YamlScalar scalar) {
    boolean name =
        shapes.stream().anyMatch(shape -> NamePatterns.isName(shape.pattern()))
            && scalar.kind() == YamlScalar.Kind.TEXT;
    return name
        ? Legible.of(scalar, true)
        : shapes.stream()
            .map(shape -> ScalarCorrection.of(shape, scalar))
            .flatMap(Optional::stream)
            .findFirst()
            .map(meant -> Legible.of(meant, true))
            .orElseGet(() -> ShapeCheck.unreadable(scalar));
  }

  private Optional<Diagnostic> problem(Shape shape, Shape union, YamlScalar scalar, Place place) {
    YamlScalar.Kind kind = scalar.kind();
    String text = scalar.text().text();
    switch (shape.kind()) {
      case STRING:
        return string(shape, union, scalar, place);
      case TYPE:
      case COLUMN:
        return kind == YamlScalar.Kind.TEXT
            ? Optional.empty()
            : Optional.of(wrongKind(shape, union, scalar, place));
      case BOOLEAN:
        return kind == YamlScalar.Kind.BOOLEAN
            ? Optional.empty()
            : Optional.of(wrongKind(shape, union, scalar, place));
      case INTEGER:
        return integer(shape, union, scalar, place);
      case NUMBER:
        return isNumber(scalar)
            ? Optional.empty()
            : Optional.of(wrongKind(shape, union, scalar, place));
      case ENUM:
        return shape.texts().contains(text) && kind == YamlScalar.Kind.TEXT
            ? Optional.empty()
            : Optional.of(notAChoice(shape, union, scalar, place));
      case DURATION:
      case SIGNED_DURATION:
      case SIZE:
      case RATE:
      case PERCENT:
      case TIMESTAMP:
        return quantity(shape, union, scalar, place);
      default:
        return Optional.empty();
    }
  }

  private Optional<Diagnostic> string(Shape shape, Shape union, YamlScalar scalar, Place place) {
    if (scalar.kind() != YamlScalar.Kind.TEXT) {
      return Optional.of(wrongKind(shape, union, scalar, place));
    }
    String pattern = shape.pattern();
    return pattern == null || Pattern.compile(pattern).matcher(scalar.text().text()).find()
        ? Optional.empty()
        : Optional.of(NamePatterns.problem(pattern, scalar, place.example()));
  }

  private Optional<Diagnostic> integer(Shape shape, Shape union, YamlScalar scalar, Place place) {
    if (!isNumber(scalar)) {
      return Optional.of(wrongKind(shape, union, scalar, place));
    }
    BigDecimal value = new BigDecimal(scalar.text().text());
    if (value.stripTrailingZeros().scale() > 0) {
      return Optional.of(wrongKind(shape, union, scalar, place));
    }
    Long least = shape.least();
    Long most = shape.most();
    BigDecimal from = least == null ? LONG_MIN : BigDecimal.valueOf(least);
    BigDecimal to = most == null ? LONG_MAX : BigDecimal.valueOf(most);
    if (value.compareTo(from) >= 0 && value.compareTo(to) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.at(
                StructureCodes.OUT_OF_RANGE,
                scalar.span(),
                place.title() + " is a whole number from " + from + " to " + to)
            .help(
                value.compareTo(from) < 0
                    ? "write `" + from + "` or more"
                    : "write `" + to + "` or less")
            .build());
  }

  private Optional<Diagnostic> quantity(Shape shape, Shape union, YamlScalar scalar, Place place) {
    String text = scalar.text().text();
    if (scalar.kind() == YamlScalar.Kind.TEXT && reads(shape, text)) {
      return nothing(shape, scalar, place);
    }
    if (isNumber(scalar) && shape.kind() != Shape.Kind.TIMESTAMP) {
      return Optional.of(
          Diagnostic.at(
                  StructureCodes.NO_UNIT,
                  scalar.span(),
                  place.title() + " is a bare number: " + text + " of what?")
              .help(unitHelp(shape.kind(), text))
              .build());
    }
    if (scalar.kind() != YamlScalar.Kind.TEXT) {
      return Optional.of(wrongKind(shape, union, scalar, place));
    }
    return Optional.of(
        Diagnostic.at(
                StructureCodes.BAD_QUANTITY,
                scalar.span(),
                "`" + text + "` does not read as " + expectations.of(union))
            .help(
                ScalarCorrection.of(shape, scalar)
                    .map(meant -> "write `" + meant.text() + "`")
                    .orElse(formHelp(shape.kind())))
            .build());
  }

  private static Optional<Diagnostic> nothing(Shape shape, YamlScalar scalar, Place place) {
    String text = scalar.text().text();
    if (shape.least() == null || Quantities.size(text).orElse(1L) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        Diagnostic.at(
                StructureCodes.OUT_OF_RANGE,
                scalar.span(),
                place.title() + " is more than nothing, not `" + text + "`")
            .help("write `" + place.example().orElse("1 MiB") + "`")
            .build());
  }

  private static boolean reads(Shape shape, String text) {
    switch (shape.kind()) {
      case DURATION:
        return Quantities.duration(text).isPresent();
      case SIGNED_DURATION:
        return Quantities.signedDuration(text).isPresent();
      case SIZE:
        return Quantities.size(text).isPresent();
      case RATE:
        return Quantities.rate(text).isPresent();
      case PERCENT:
        return Quantities.percent(text).isPresent();
      default:
        return Quantities.timestamp(text).isPresent();
    }
  }

  private static String unitHelp(Shape.Kind kind, String number) {
    switch (kind) {
      case DURATION:
      case SIGNED_DURATION:
        return "write the unit: `" + number + "ms`, `" + number + "s` or `" + number + "m`";
      case SIZE:
        return "write the unit: `" + number + " B`, `" + number + " KB` or `" + number + " MB`";
      case RATE:
        return "write per what: `" + number + "/s`, `" + number + "/m` or `" + number + "/h`";
      default:
        return "write `" + number + "%`, where 100% is all";
    }
  }

  private static String formHelp(Shape.Kind kind) {
    switch (kind) {
      case DURATION:
      case SIGNED_DURATION:
        return "whole numbers with `d`, `h`, `m`, `s` or `ms`, the larger first: `1h30m`";
      case SIZE:
        return "a whole number with `B`, `KB`, `MB`, `GB`, `KiB`, `MiB` or `GiB`: `64 MB`";
      case RATE:
        return "a number per `s`, `m` or `h`: `1000/s`";
      case PERCENT:
        return "a number from 0 to 100 with `%`: `0.5%`";
      default:
        return "an ISO-8601 time with its zone: `2026-01-31T12:00:00Z`";
    }
  }

  /** A long list is one for the help alone. */
  private String choices(Shape shape, Shape union) {
    int texts = shape.texts().size();
    return texts > MANY ? "one of " + texts + " texts" : expectations.of(union);
  }

  private Diagnostic notAChoice(Shape shape, Shape union, YamlScalar scalar, Place place) {
    String text = scalar.text().text();
    boolean later =
        union.branches().stream()
            .flatMap(branch -> branch.keys().stream())
            .anyMatch(key -> key.planned() && key.name().equals(text));
    if (later) {
      return Later.of(text, scalar.span());
    }
    Diagnostic.Builder problem =
        Diagnostic.at(
            StructureCodes.NOT_A_CHOICE,
            scalar.span(),
            place.title() + " takes " + choices(shape, union) + ", not `" + text + "`");
    Optional<String> form =
        union.branches().stream()
            .filter(branch -> branch.kind() == Shape.Kind.OBJECT)
            .map(branch -> objectFor(branch, scalar))
            .flatMap(Optional::stream)
            .findFirst()
            .or(() -> values.completed(union, scalar, place));
    Optional<String> near = ScalarCorrection.choice(text, shape.texts());
    if (near.isPresent()) {
      problem.help("did you mean `" + near.get() + "`?");
    } else if (form.isPresent()) {
      problem.help("write `" + Corrections.key(place) + form.get() + "`");
    } else {
      problem.help("write " + Expectations.or(Expectations.quoted(shape.texts())));
    }
    return problem.build();
  }

  /** The object whose only key takes the text: {@code onError: bad} was meant as {to: bad}. */
  private static Optional<String> objectFor(Shape object, YamlScalar scalar) {
    String text = scalar.text().text();
    Optional<String> time = ForeignQuantities.of(Shape.Kind.TIMESTAMP, text);
    Optional<Key> ofTime =
        object.keys().stream()
            .filter(key -> key.shape().kind() == Shape.Kind.TIMESTAMP)
            .findFirst();
    if (time.isPresent() && ofTime.isPresent()) {
      return Optional.of("{" + ofTime.get().name() + ": \"" + time.get() + "\"}");
    }
    return object.keys().size() == 1
            && object.keys().get(0).shape().kind() == Shape.Kind.STRING
            && text.matches("[a-z][a-z0-9_]*")
        ? Optional.of("{" + object.keys().get(0).name() + ": " + text + "}")
        : Optional.empty();
  }

  private Diagnostic wrongKind(Shape shape, Shape union, YamlScalar scalar, Place place) {
    Diagnostic.Builder problem =
        Diagnostic.at(
            StructureCodes.WRONG_SHAPE,
            scalar.isEmpty() ? place.span() : scalar.span(),
            place.title()
                + " takes "
                + expectations.of(union)
                + ", not "
                + Expectations.actual(scalar));
    boolean text =
        union.kind() == Shape.Kind.STRING
            || union.kind() == Shape.Kind.COLUMN
            || union.kind() == Shape.Kind.EXPRESSION;
    Optional<YamlScalar> meant = ScalarCorrection.of(shape, scalar);
    if (text && !scalar.isEmpty()) {
      problem.help("write it in quotes: `\"" + scalar.text() + "\"`");
    } else if (meant.isPresent()) {
      problem.help("write `" + meant.get().text() + "`");
    } else if (forTime(shape, scalar, place).isPresent()) {
      problem.help(forTime(shape, scalar, place).get());
    } else {
      new ExampleValues(expectations.grammar())
          .of(union)
          .ifPresent(example -> problem.help("write a value, such as `" + example + "`"));
    }
    return problem.build();
  }

  /** A time where a number stands: {@code count: 10s} was meant as {@code tumbling: 10s}. */
  private static Optional<String> forTime(Shape shape, YamlScalar scalar, Place place) {
    String text = scalar.text().text();
    Optional<String> time =
        Quantities.duration(text).isPresent()
            ? Optional.of(text)
            : ForeignQuantities.of(Shape.Kind.DURATION, text);
    if (shape.kind() != Shape.Kind.INTEGER || time.isEmpty()) {
      return Optional.empty();
    }
    return place.around().stream()
        .flatMap(object -> object.keys().stream())
        .filter(key -> !key.planned() && takesTime(key.shape()))
        .findFirst()
        .map(key -> "for a time write `" + key.name() + ": " + time.get() + "`");
  }

  private static boolean takesTime(Shape shape) {
    return shape.kind() == Shape.Kind.DURATION
        || (shape.kind() == Shape.Kind.ONE_OF
            && shape.branches().stream().anyMatch(ScalarCheck::takesTime));
  }

  private static boolean isNumber(YamlScalar scalar) {
    return scalar.kind() == YamlScalar.Kind.INTEGER || scalar.kind() == YamlScalar.Kind.NUMBER;
  }
}
