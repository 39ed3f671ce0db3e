package dev.drey.schema;

import static java.util.stream.Collectors.toList;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of a key that nobody knows what its author may have meant. */
final class UnknownKeys {
  private final Grammar grammar;
  private final ForeignSpellings foreign;

  UnknownKeys(Grammar grammar, ForeignSpellings foreign) {
    this.grammar = grammar;
    this.foreign = foreign;
  }

  /** Reports the key, and gives the keys whose absence it explains. */
  Set<String> report(
      Shape object, YamlMapping mapping, YamlEntry entry, Place place, Diagnostics out) {
    String name = entry.name();
    if (foreign.isOtherDirection(place.title(), name)) {
      out.add(otherDirection(place, entry));
      return choice(object);
    }
    List<String> known =
        object.keys().stream().filter(key -> !key.planned()).map(Key::name).collect(toList());
    Diagnostic.Builder problem =
        Diagnostic.at(
            StructureCodes.UNKNOWN_KEY,
            entry.key().span(),
            "`" + name + "` is not a key of " + place.title());
    Optional<ForeignSpellings.Answer> answer = foreign.answer(place.title(), name);
    Optional<String> meant = answer.map(ForeignSpellings.Answer::key);
    String firstWord = name.split("[ {\\[]", 2)[0];
    if (answer.isPresent()) {
      problem.help(answer.get().help());
    } else if (!firstWord.equals(name) && known.contains(firstWord)) {
      meant = Optional.of(firstWord);
      problem.help("a colon is missing: write `" + firstWord + ": ...`");
    } else {
      meant = DidYouMean.closest(name, known);
      Optional<String> elsewhere =
          meant.isPresent() ? Optional.empty() : elsewhere(object, mapping, place, name);
      meant.ifPresent(near -> problem.help("did you mean `" + near + "`?"));
      elsewhere.ifPresent(problem::help);
      if (meant.isEmpty() && elsewhere.isEmpty()) {
        problem.help(known(known));
      }
    }
    out.add(problem);
    return explained(object, entry, meant);
  }

  /** An unknown mapping in an object with an open choice was meant to be that choice. */
  private static Set<String> explained(Shape object, YamlEntry entry, Optional<String> meant) {
    Set<String> choice = choice(object);
    if (meant.isEmpty()) {
      return entry.value() instanceof YamlScalar ? Set.of() : choice;
    }
    return choice.contains(meant.get()) ? choice : Set.of(meant.get());
  }

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

  private static Diagnostic.Builder otherDirection(Place place, YamlEntry entry) {
    boolean source = place.title().equals("a source");
    return Diagnostic.at(
            StructureCodes.WRONG_DIRECTION,
            entry.key().span(),
            "`" + entry.name() + "` can only be " + (source ? "written to" : "read from"))
        .help(
            source
                ? "use it in a sink, or read from another connector"
                : "use it in a source, or write to another connector");
  }

  /** Where a key of that name does belong: below a key beside it, or one level up. */
  private Optional<String> elsewhere(Shape object, YamlMapping mapping, Place place, String name) {
    for (Key key : object.keys()) {
      boolean present = mapping.entry(key.name()).isPresent();
      if (present && hasKey(key.shape(), name)) {
        return Optional.of("`" + name + "` belongs below `" + key.name() + "`");
      }
    }
    if (place.around().isPresent() && hasKey(place.around().get(), name)) {
      return Optional.of("`" + name + "` belongs beside " + place.title() + ", not below it");
    }
    return Optional.empty();
  }

  private boolean hasKey(Shape shape, String name) {
    Shape resolved = grammar.resolve(shape);
    switch (resolved.kind()) {
      case OBJECT:
        return resolved.keys().stream().anyMatch(key -> key.name().equals(name) && !key.planned());
      case ONE_OF:
        return resolved.branches().stream().anyMatch(branch -> hasKey(branch, name));
      default:
        return false;
    }
  }
}
