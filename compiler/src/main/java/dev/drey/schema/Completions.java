// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.diagnostic.DidYouMean;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mapping to write in the place of a value that says a part of it: the name of one of its keys,
 * or the value of one. What it needs beside that is by example.
 */
final class Completions {
  private final Grammar grammar;
  private final ForeignSpellings foreign;
  private final ShapeCheck check;
  private final ExampleValues examples;

  Completions(Grammar grammar, ForeignSpellings foreign, ShapeCheck check) {
    this.grammar = grammar;
    this.foreign = foreign;
    this.check = check;
    this.examples = new ExampleValues(grammar);
  }

  /** Empty where the value says nothing of the kind. */
  Optional<String> of(Shape shape, YamlNode written, Place place) {
    return objects(shape)
        .map(object -> of(object, written, place, true))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** As above, of a text that is none of several: it is the value of a key as it stands. */
  Optional<String> ofChoice(Shape shape, YamlNode written, Place place) {
    return objects(shape)
        .map(object -> of(object, written, place, false))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Stream<Shape> objects(Shape shape) {
    Shape resolved = grammar.resolve(shape);
    return resolved.kind() == Shape.Kind.ONE_OF
        ? resolved.branches().stream().flatMap(this::objects)
        : Stream.of(resolved).filter(each -> each.kind() == Shape.Kind.OBJECT);
  }

  private Optional<String> of(Shape object, YamlNode written, Place place, boolean corrects) {
    List<Key> keys =
        object.keys().stream().filter(key -> !key.planned()).collect(Collectors.toList());
    return named(keys, written, place.title())
        .flatMap(key -> examples.example(key).map(value -> Map.of(key.name(), value)))
        .or(() -> valued(keys, written, key -> corrects && !isChoice(key, object)))
        .flatMap(entry -> examples.object(object, entry));
  }

  /**
   * What to write for an operator that no plug-in here has.
   *
   * @param written what stands there in place of its mapping
   */
  Optional<String> operator(Shape shape, Optional<String> written, Place place) {
    if (!place.title().equals("`process`") || !place.aroundTitle().equals("a stream")) {
      return Optional.empty();
    }
    Shape object = grammar.resolve(shape);
    List<String> keys = object.keys().stream().map(Key::name).collect(Collectors.toList());
    String known = UnknownKeys.ofPlugins(keys);
    return written
        .filter(name -> name.matches("[A-Za-z][A-Za-z0-9_]*"))
        .map(name -> "write `process: {" + name + ": {}}` with its options inside; " + known)
        .or(() -> object.constraints().isEmpty() ? Optional.of(known) : Optional.empty());
  }

  /** Whether the key says which of several it is: then a text is more likely such a name. */
  private static boolean isChoice(Key key, Shape object) {
    return object.constraints().stream()
        .anyMatch(
            constraint ->
                constraint.kind() == Constraint.Kind.EXACTLY_ONE
                    && constraint.keys().contains(key.name()));
  }

  /** The key whose name is written where its mapping belongs: {@code window: session}. */
  private Optional<Key> named(List<Key> keys, YamlNode written, String title) {
    if (!(written instanceof YamlScalar) || ((YamlScalar) written).isEmpty()) {
      return Optional.empty();
    }
    String text = ((YamlScalar) written).text().text().strip();
    List<String> names = keys.stream().map(Key::name).collect(Collectors.toList());
    Optional<String> name =
        names.stream()
            .filter(each -> letters(each).equals(letters(text)))
            .findFirst()
            .or(
                () ->
                    foreign
                        .answer(title, text)
                        .filter(answer -> !answer.path().isEmpty())
                        .map(answer -> answer.path().get(0)))
            .or(() -> text.length() > 4 ? DidYouMean.closest(text, names) : Optional.empty());
    return keys.stream().filter(key -> name.filter(key.name()::equals).isPresent()).findFirst();
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  /** The key whose value is written, where it is clear which that is. */
  private Optional<Map<String, String>> valued(
      List<Key> keys, YamlNode written, Predicate<Key> corrects) {
    List<Key> fitting = new ArrayList<>();
    List<Map<String, String>> corrected = new ArrayList<>();
    for (Key key : keys) {
      if (check.fits(key.shape(), written)) {
        fitting.add(key);
      } else if (corrects.test(key)) {
        check
            .corrected(key.shape(), written)
            .ifPresent(value -> corrected.add(Map.of(key.name(), FlowText.of(value))));
      }
    }
    if (fitting.isEmpty()) {
      return corrected.stream().findFirst();
    }
    Optional<Key> choice =
        fitting.stream().filter(key -> key.shape().kind() == Shape.Kind.ENUM).findFirst();
    return choice
        .or(() -> fitting.stream().filter(Key::required).findFirst())
        .or(() -> fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty())
        .map(key -> Map.of(key.name(), FlowText.of(written)));
  }
}
