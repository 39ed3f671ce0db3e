// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import static java.util.stream.Collectors.toList;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of a key that nobody knows what its author may have meant. */
final class UnknownKeys {
  private final ShapeCheck values;
  private final ForeignSpellings foreign;
  private final KeyPlaces places;

  UnknownKeys(Grammar grammar, ForeignSpellings foreign, ShapeCheck values) {
    this.values = values;
    this.foreign = foreign;
    this.places = new KeyPlaces(grammar);
  }

  /** Reports the key, and gives the keys whose absence it explains. */
  Explained report(
      Shape object, YamlMapping mapping, YamlEntry entry, Place place, Diagnostics out) {
    String name = entry.name();
    if (foreign.isOtherDirection(place.title(), name)) {
      out.add(otherDirection(place, entry));
      return Explained.of(choice(object));
    }
    List<String> known =
        object.keys().stream().filter(key -> !key.planned()).map(Key::name).collect(toList());
    Diagnostic.Builder problem =
        Diagnostic.at(
            StructureCodes.UNKNOWN_KEY,
            entry.key().span(),
            "`" + name + "` is not a key of " + place.title());
    Explained explained = explain(object, known, mapping, entry, place, problem);
    out.add(problem);
    return explained;
  }

  private Explained explain(
      Shape object,
      List<String> known,
      YamlMapping mapping,
      YamlEntry entry,
      Place place,
      Diagnostic.Builder problem) {
    String name = entry.name();
    Optional<ForeignSpellings.Answer> answer = foreign.answer(place.title(), entry);
    if (answer.isPresent()) {
      return foreign(object, mapping, entry, answer.get(), problem);
    }
    String firstWord = name.split("[ {\\[]", 2)[0];
    if (!firstWord.equals(name) && known.contains(firstWord)) {
      String rest = name.substring(firstWord.length()).strip();
      problem.help("a colon is missing: write `" + firstWord + ": " + rest + "`");
      return Explained.of(Set.of(firstWord));
    }
    Optional<String> letters = sameLetters(name, known);
    Optional<String> near =
        letters
            .or(() -> DidYouMean.closest(name, known))
            .filter(
                key -> letters.isPresent() || mapping.entry(key).isEmpty() || isTypo(name, key));
    if (near.isPresent()) {
      YamlNode value = fitting(object, near.get(), entry.value());
      boolean other = !value.equals(entry.value());
      problem.help(
          "did you mean `"
              + near.get()
              + "`?"
              + (other ? " write `" + near.get() + ": " + FlowText.of(value) + "`" : ""));
      return meant(object, mapping, entry, near.get(), value);
    }
    Optional<String> elsewhere = places.help(object, mapping, place, entry);
    if (elsewhere.isPresent()) {
      problem.help(elsewhere.get());
      return Explained.of(places.below(object, name).map(Set::of).orElse(Set.of()));
    }
    Optional<String> longer = only(known, key -> name.length() > 3 && key.startsWith(name));
    if (longer.isPresent()) {
      problem.help("did you mean `" + longer.get() + "`?");
      return meant(object, mapping, entry, longer.get(), entry.value());
    }
    if (known.contains("properties") && entry.value() instanceof YamlScalar && isOfClient(name)) {
      problem.help(
          "write a setting of the client as `properties: {"
              + name
              + ": "
              + FlowText.of(entry.value())
              + "}`");
      return Explained.of(Set.of());
    }
    problem.help(place.title().equals("`process`") ? ofPlugins(known) : known(known));
    return Explained.of(entry.value() instanceof YamlScalar ? Set.of() : choice(object));
  }

  private static boolean isOfClient(String name) {
    return name.indexOf('.') > 0 || name.equals("acks") || name.equals("retries");
  }

  private static boolean isTypo(String name, String key) {
    return Math.abs(name.length() - key.length()) < 3;
  }

  private static Optional<String> sameLetters(String name, List<String> known) {
    String letters = letters(name);
    return only(known, key -> letters(key).equals(letters));
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  private static Optional<String> only(
      List<String> known, java.util.function.Predicate<String> wanted) {
    List<String> found = known.stream().filter(wanted).collect(toList());
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private Explained foreign(
      Shape object,
      YamlMapping mapping,
      YamlEntry entry,
      ForeignSpellings.Answer answer,
      Diagnostic.Builder problem) {
    if (answer.path().isEmpty()) {
      problem.help(answer.help());
      return Explained.of(choice(object));
    }
    YamlNode value = answer.value(entry.value());
    for (String below : reversed(answer.path().subList(1, answer.path().size()))) {
      value =
          YamlMapping.of(entry.value().span(), List.of(YamlEntry.of(name(below, entry), value)));
    }
    String key = answer.path().get(0);
    value = fitting(object, key, value);
    String written = FlowText.of(value);
    problem.help(
        written.isEmpty() || written.length() > 80 || written.contains("...")
            ? answer.help()
            : answer.help() + ": write `" + key + ": " + written + "`");
    return meant(object, mapping, entry, key, value);
  }

  /** The value in the form that our key takes. */
  private YamlNode fitting(Shape object, String name, YamlNode value) {
    return object.keys().stream()
        .filter(key -> key.name().equals(name) && !key.planned())
        .findFirst()
        .map(key -> values.meant(key.shape(), value))
        .orElse(value);
  }

  private static List<String> reversed(List<String> path) {
    return path.size() < 2 ? path : List.of(path.get(1), path.get(0));
  }

  private static YamlScalar name(String key, YamlEntry entry) {
    return YamlScalar.of(LocatedText.at(key, entry.key().span()), YamlScalar.Kind.TEXT);
  }

  /** The key that was meant; where it stands there already, this one says nothing. */
  private static Explained meant(
      Shape object, YamlMapping mapping, YamlEntry entry, String key, YamlNode value) {
    Set<String> choice = choice(object);
    Set<String> keys = choice.contains(key) ? choice : Set.of(key);
    return mapping.entry(key).isPresent()
        ? Explained.of(keys)
        : Explained.as(keys, YamlEntry.of(name(key, entry), value));
  }

  /** The keys of which one must be there. */
  private static Set<String> choice(Shape object) {
    return object.constraints().stream()
        .filter(constraint -> constraint.kind() == Constraint.Kind.EXACTLY_ONE)
        .flatMap(constraint -> constraint.keys().stream())
        .collect(Collectors.toSet());
  }

  private static String known(List<String> known) {
    return known.isEmpty()
        ? "it has no keys: write `{}`"
        : "its keys are " + Expectations.and(Expectations.quoted(known));
  }

  /** The operators that can be named below {@code process}. */
  static String ofPlugins(List<String> known) {
    List<String> operators = known.stream().filter(key -> !key.equals("to")).collect(toList());
    return (operators.isEmpty()
            ? "no plug-in here has operators"
            : "the plug-ins here have " + Expectations.and(Expectations.quoted(operators)))
        + "; the plug-in's JAR belongs into the folder `plugins` beside `drey`, and a launcher is"
        + " built with it: `-Dplugin.group=... -Dplugin.artifact=... -Dplugin.version=...`";
  }

  private Diagnostic.Builder otherDirection(Place place, YamlEntry entry) {
    boolean source = place.title().equals("a source");
    boolean lookup = foreign.isLookupOnly(entry.name());
    boolean also = !lookup && foreign.isLookup(entry.name());
    String can =
        lookup
            ? "asked by key"
            : (source ? "written to" : "read from") + (also ? ", or asked by key" : "");
    String where =
        lookup
            ? "the `lookup` of a stream"
            : (source ? "a sink" : "a source") + (also ? " or the `lookup` of a stream" : "");
    return Diagnostic.at(
            StructureCodes.WRONG_DIRECTION,
            entry.key().span(),
            "`" + entry.name() + "` can only be " + can)
        .help(
            "use it in "
                + where
                + "; "
                + (source
                    ? "read from another connector, such as `file: {path: in.jsonl}`"
                    : "write to another connector, such as `print: {}`"));
  }
}
