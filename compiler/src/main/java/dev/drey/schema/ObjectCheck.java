package dev.drey.schema;

import static java.util.stream.Collectors.toList;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.Span;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says what is wrong with a mapping that has fixed keys. A misspelt key explains why the key that
 * it stands for is missing: the missing one is not reported as well.
 */
final class ObjectCheck {
  private final ShapeCheck values;
  private final UnknownKeys unknownKeys;

  ObjectCheck(Grammar grammar, ForeignSpellings foreign, ShapeCheck values) {
    this.values = values;
    this.unknownKeys = new UnknownKeys(grammar, foreign);
  }

  void check(Shape object, YamlMapping mapping, Place place, Diagnostics out) {
    Map<String, Key> keys =
        object.keys().stream().collect(Collectors.toMap(Key::name, Function.identity()));
    Set<String> explained = new HashSet<>();
    for (YamlEntry entry : mapping.entries()) {
      Key key = keys.get(entry.name());
      if (key == null) {
        explained.addAll(unknownKeys.report(object, mapping, entry, place, out));
      } else if (key.planned()) {
        explained.addAll(later(object, entry, out));
      } else {
        Place inside =
            new Place(
                "`" + entry.name() + "`", entry.key().span(), Optional.of(object), place.title());
        values.check(key.shape(), entry.value(), inside, out);
      }
    }
    missing(object, mapping, place, explained, out);
    for (Constraint constraint : object.constraints()) {
      constraint(constraint, object, mapping, place, explained, out);
    }
  }

  /** A key of a later version may stand for any choice that is open. */
  private static Set<String> later(Shape object, YamlEntry entry, Diagnostics out) {
    out.add(laterVersion(entry.name(), entry.key().span()));
    return object.constraints().stream()
        .flatMap(constraint -> constraint.keys().stream())
        .collect(Collectors.toSet());
  }

  static Diagnostic.Builder laterVersion(String name, Span place) {
    return Diagnostic.at(
        StructureCodes.LATER_VERSION,
        place,
        "`" + name + "` is part of the language but not of this version");
  }

  private void missing(
      Shape object, YamlMapping mapping, Place place, Set<String> explained, Diagnostics out) {
    List<Key> missing =
        object.keys().stream()
            .filter(key -> key.required() && !key.planned())
            .filter(key -> mapping.entry(key.name()).isEmpty() && !explained.contains(key.name()))
            .collect(toList());
    if (missing.isEmpty()) {
      return;
    }
    List<String> names = missing.stream().map(Key::name).collect(toList());
    Diagnostic.Builder problem =
        Diagnostic.at(
            StructureCodes.MISSING_KEY,
            place.span(),
            place.title() + " needs " + Expectations.and(Expectations.quoted(names)));
    for (Key key : missing) {
      problem.help(
          "write `" + key.name() + ": " + key.example().orElse("...") + "`: " + key.description());
    }
    out.add(problem);
  }

  private void constraint(
      Constraint constraint,
      Shape object,
      YamlMapping mapping,
      Place place,
      Set<String> explained,
      Diagnostics out) {
    List<YamlEntry> present =
        constraint.keys().stream().map(mapping::entry).flatMap(Optional::stream).collect(toList());
    boolean open = constraint.keys().stream().noneMatch(explained::contains);
    switch (constraint.kind()) {
      case EXACTLY_ONE:
        atMostOne(constraint, present, place, out);
        if (present.isEmpty() && open) {
          out.add(noChoice(constraint, object, place, "exactly one of "));
        }
        break;
      case AT_MOST_ONE:
        atMostOne(constraint, present, place, out);
        break;
      case AT_LEAST_ONE:
        if (present.isEmpty() && open) {
          out.add(noChoice(constraint, object, place, "at least one of "));
        }
        break;
      case REQUIRES:
        requires(constraint, mapping, explained, out);
        break;
    }
  }

  private static void atMostOne(
      Constraint constraint, List<YamlEntry> present, Place place, Diagnostics out) {
    if (present.size() < 2) {
      return;
    }
    List<YamlEntry> ordered = new ArrayList<>(present);
    ordered.sort((a, b) -> Integer.compare(a.key().span().start(), b.key().span().start()));
    for (YamlEntry later : ordered.subList(1, ordered.size())) {
      out.add(
          Diagnostic.at(
                  StructureCodes.EXCLUSIVE_KEYS,
                  later.key().span(),
                  place.title()
                      + " has either `"
                      + ordered.get(0).name()
                      + "` or `"
                      + later.name()
                      + "`, not both")
              .and(ordered.get(0).key().span(), "the first is here")
              .help(
                  constraint.keys().contains("from")
                      ? "give one of them a stream of its own"
                      : "remove one of them"));
    }
  }

  private Diagnostic.Builder noChoice(
      Constraint constraint, Shape object, Place place, String howMany) {
    Diagnostic.Builder problem =
        Diagnostic.at(
            StructureCodes.NO_CHOICE,
            place.span(),
            place.title()
                + " needs "
                + howMany
                + Expectations.and(Expectations.quoted(constraint.keys())));
    object.keys().stream()
        .filter(key -> constraint.keys().contains(key.name()) && key.example().isPresent())
        .findFirst()
        .ifPresent(
            key -> problem.help("for example `" + key.name() + ": " + key.example().get() + "`"));
    return problem;
  }

  private void requires(
      Constraint constraint, YamlMapping mapping, Set<String> explained, Diagnostics out) {
    String first = constraint.keys().get(0);
    Optional<YamlEntry> present = mapping.entry(first);
    List<String> absent =
        constraint.keys().stream()
            .skip(1)
            .filter(key -> mapping.entry(key).isEmpty() && !explained.contains(key))
            .collect(toList());
    if (present.isEmpty() || absent.isEmpty()) {
      return;
    }
    if (first.equals("aggregate") && absent.contains("window")) {
      out.add(
          Diagnostic.at(
                  StructureCodes.LATER_VERSION,
                  present.get().key().span(),
                  "running aggregates, `aggregate` without `window`, are part of the language but"
                      + " not of this version")
              .help("aggregate over a window: `window: {tumbling: 5m}`"));
      return;
    }
    out.add(
        Diagnostic.at(
                StructureCodes.NEEDS_KEY,
                present.get().key().span(),
                "`"
                    + first
                    + "` has no meaning without "
                    + Expectations.and(Expectations.quoted(absent)))
            .build());
  }
}
