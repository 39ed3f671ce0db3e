// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import static java.util.stream.Collectors.toList;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says what is wrong with a mapping that has fixed keys. A misspelt key explains why the key that
 * it stands for is missing: the missing one is not reported as well.
 */
final class ObjectCheck {
  private final ShapeCheck values;
  private final UnknownKeys unknownKeys;
  private final Indentation indentation;

  ObjectCheck(Grammar grammar, ForeignSpellings foreign, ShapeCheck values) {
    this.values = values;
    this.unknownKeys = new UnknownKeys(grammar, foreign, values);
    this.indentation = new Indentation(grammar, values);
  }

  Legible check(Shape object, YamlMapping written, Place place, Diagnostics out) {
    YamlMapping mapping = indentation.mended(object, written, out);
    Map<String, Key> keys =
        object.keys().stream().collect(Collectors.toMap(Key::name, Function.identity()));
    Set<String> explained = new HashSet<>();
    Set<String> inDoubt = new HashSet<>(mapping.inDoubt());
    List<YamlEntry> entries = new ArrayList<>();
    for (YamlEntry entry : mapping.entries()) {
      Key key = keys.get(entry.name());
      if (key != null && !key.planned()) {
        Legible value = values.check(key.shape(), entry.value(), below(entry, object, place), out);
        value.node().ifPresent(node -> entries.add(YamlEntry.of(entry.key(), node)));
        if (!value.whole()) {
          inDoubt.add(entry.name());
          explained.add(entry.name());
        }
        continue;
      }
      if (key != null) {
        out.add(
            LeftOut.is(key)
                ? LeftOut.of(entry.name(), entry.key().span())
                : Later.of(entry.name(), entry.key().span()));
        explained.addAll(choices(object, constraint -> true));
        inDoubt.add(entry.name());
        continue;
      }
      Explained unknown = unknownKeys.report(object, mapping, entry, place, out);
      explained.addAll(unknown.keys());
      Optional<YamlEntry> meant = unknown.entry().filter(read -> fits(read, keys));
      meant.ifPresent(entries::add);
      if (meant.isEmpty()) {
        inDoubt.addAll(unknown.keys().isEmpty() ? ofForm(object, entry) : unknown.keys());
      }
    }
    YamlMapping read = YamlMapping.of(mapping.span(), entries);
    inDoubt.addAll(missing(object, read, place, explained, out));
    for (Constraint constraint : object.constraints()) {
      inDoubt.addAll(constraint(constraint, object, written, read, place, explained, out));
    }
    // Who stands for a choice stands for nothing else where the choice is made.
    explained.removeAll(choices(object, constraint -> !isOpen(constraint, read)));
    entries.forEach(entry -> explained.remove(entry.name()));
    inDoubt.addAll(explained);
    return Legible.of(YamlMapping.of(mapping.span(), entries, inDoubt), inDoubt.isEmpty());
  }

  private static Place below(YamlEntry entry, Shape object, Place around) {
    return new Place(
        "`" + entry.name() + "`", entry.key().span(), Optional.of(object), around.title());
  }

  /** Whether a misspelt key's value is one of the key that was meant: then it is read as such. */
  private boolean fits(YamlEntry entry, Map<String, Key> keys) {
    Key key = keys.get(entry.name());
    return key != null && !key.planned() && values.fits(key.shape(), entry.value());
  }

  /** The keys that an unknown one may stand for, as far as the form of its value tells. */
  private Set<String> ofForm(Shape object, YamlEntry entry) {
    return object.keys().stream()
        .filter(key -> !key.planned() && values.hasForm(key.shape(), entry.value()))
        .map(Key::name)
        .collect(Collectors.toSet());
  }

  private static boolean isOpen(Constraint constraint, YamlMapping mapping) {
    return constraint.kind() == Constraint.Kind.EXACTLY_ONE
        && constraint.keys().stream().noneMatch(key -> mapping.entry(key).isPresent());
  }

  /** A key of a later version may stand for any choice that is open. */
  private static Set<String> choices(Shape object, Predicate<Constraint> wanted) {
    return object.constraints().stream()
        .filter(wanted)
        .flatMap(constraint -> constraint.keys().stream())
        .collect(Collectors.toSet());
  }

  /** Reports the required keys that are not there, and gives them. */
  private List<String> missing(
      Shape object, YamlMapping mapping, Place place, Set<String> explained, Diagnostics out) {
    List<Key> missing =
        object.keys().stream()
            .filter(key -> key.required() && !key.planned())
            .filter(key -> mapping.entry(key.name()).isEmpty() && !explained.contains(key.name()))
            .collect(toList());
    List<String> names = missing.stream().map(Key::name).collect(toList());
    if (missing.isEmpty()) {
      return names;
    }
    Diagnostic.Builder problem =
        Diagnostic.at(
            StructureCodes.MISSING_KEY,
            place.span(),
            place.title() + " needs " + Expectations.and(Expectations.quoted(names)));
    for (Key key : missing) {
      String example =
          "write `" + key.name() + ": " + key.example().orElse("...") + "`: " + key.description();
      problem.help(inputs(key.name(), place).orElse(example));
    }
    out.add(problem);
    return names;
  }

  /** Reports what does not stand together, and gives the keys of which it is not known. */
  private List<String> constraint(
      Constraint constraint,
      Shape object,
      YamlMapping written,
      YamlMapping mapping,
      Place place,
      Set<String> explained,
      Diagnostics out) {
    List<YamlEntry> present =
        constraint.keys().stream().map(mapping::entry).flatMap(Optional::stream).collect(toList());
    boolean open = constraint.keys().stream().noneMatch(explained::contains);
    switch (constraint.kind()) {
      case REQUIRES:
        // Of a key that was misspelt one problem is enough.
        return written.entry(constraint.keys().get(0)).isPresent()
            ? requires(constraint, mapping, explained, out)
            : List.of();
      case REQUIRES_ONE:
        return written.entry(constraint.keys().get(0)).isPresent() && present.size() < 2 && open
            ? requires(constraint, mapping, explained, out)
            : List.of();
      case AT_MOST_ONE:
        return atMostOne(constraint, present, place, out);
      case EXACTLY_ONE:
        if (present.isEmpty() && open) {
          out.add(noChoice(constraint, object, place, "exactly one of "));
          return constraint.keys();
        }
        return atMostOne(constraint, present, place, out);
      case AT_LEAST_ONE:
        if (present.isEmpty() && open) {
          out.add(noChoice(constraint, object, place, "at least one of "));
          return constraint.keys();
        }
        return List.of();
    }
    throw new IllegalStateException(constraint.kind().toString());
  }

  private static List<String> atMostOne(
      Constraint constraint, List<YamlEntry> present, Place place, Diagnostics out) {
    if (present.size() < 2) {
      return List.of();
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
                  constraint
                      .help()
                      .map(help -> help.replace("KEY", later.name()))
                      .orElse("remove `" + later.name() + "` or `" + ordered.get(0).name() + "`")));
    }
    return present.stream().map(YamlEntry::name).collect(toList());
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
            key ->
                problem.help(
                    inputs(key.name(), place)
                        .orElse("for example `" + key.name() + ": " + key.example().get() + "`")));
    return problem;
  }

  /** What a stream or sink without `from` may read: its key says its name. */
  private Optional<String> inputs(String key, Place place) {
    boolean reader = place.title().equals("a stream") || place.title().equals("a sink");
    return key.equals("from") && reader ? values.inputs(place.span().text()) : Optional.empty();
  }

  private static List<String> requires(
      Constraint constraint, YamlMapping mapping, Set<String> explained, Diagnostics out) {
    String first = constraint.keys().get(0);
    Optional<YamlEntry> present = mapping.entry(first);
    List<String> absent =
        constraint.keys().stream()
            .skip(1)
            .filter(key -> mapping.entry(key).isEmpty() && !explained.contains(key))
            .collect(toList());
    if (present.isEmpty() || absent.isEmpty()) {
      return List.of();
    }
    List<String> quoted = Expectations.quoted(absent);
    String needed =
        constraint.kind() == Constraint.Kind.REQUIRES_ONE
            ? Expectations.or(quoted)
            : Expectations.and(quoted);
    out.add(
        Diagnostic.at(
                StructureCodes.NEEDS_KEY,
                present.get().key().span(),
                "`" + first + "` has no meaning without " + needed)
            .help(constraint.help().orElse("add " + needed + ", or remove `" + first + "`")));
    return absent;
  }
}
