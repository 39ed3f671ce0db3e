// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.google.re2j.Pattern;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.StructureCodes;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.Span;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says in our words what is wrong with a value of a shape: every problem once, each at its place;
 * and gives what can be read of it all the same. A value that fits none of several shapes is
 * measured against the one that it is nearest to. Where what was meant is clear, reading goes on
 * with that.
 */
final class ShapeCheck {
  private final Grammar grammar;
  private final Expectations expectations;
  private final ScalarCheck scalars;
  private final ObjectCheck objects;
  private final Completions completions;
  private final Corrections corrections;

  /** Above 0 while a value is only tried: then nobody reads what could be written instead. */
  private int trying;

  /** The names that the tree under check gives to what can be read. */
  private final List<OperationKeys> operations;

  private Optional<InputNames> names = Optional.empty();

  ShapeCheck(Grammar grammar, ForeignSpellings foreign, List<OperationKeys> operations) {
    this.operations = operations;
    this.grammar = grammar;
    this.expectations = new Expectations(grammar);
    this.scalars = new ScalarCheck(expectations, this);
    this.objects = new ObjectCheck(grammar, foreign, this);
    this.completions = new Completions(grammar, foreign, this);
    this.corrections = new Corrections(grammar, completions, this);
  }

  Legible root(YamlNode root, Diagnostics diagnostics) {
    Span start = Span.of(root.span().file(), root.span().start(), root.span().start());
    Place place = new Place("a spec", start, Optional.empty(), "");
    names = Optional.of(InputNames.of(root, operations));
    return check(grammar.root(), root, place, diagnostics);
  }

  /** What a stream or a sink may read, as a help says it. */
  Optional<String> inputs(String reader) {
    return names.flatMap(known -> known.help(reader));
  }

  boolean fits(Shape shape, YamlNode node) {
    Diagnostics found = new Diagnostics();
    trying++;
    check(shape, node, new Place("", node.span(), Optional.empty(), ""), found);
    trying--;
    return !found.hasErrors();
  }

  /** The value in the form of the shape where that is clear, or as it is. */
  YamlNode meant(Shape shape, YamlNode node) {
    return fits(shape, node) ? node : corrections.of(shape, node).orElse(node);
  }

  /** The value in the form of the shape, where it has another one and that is clear. */
  Optional<YamlNode> corrected(Shape shape, YamlNode node) {
    return corrections.of(shape, node);
  }

  /** A mapping to write for a text that is none of the choices, but the value of a key. */
  Optional<String> completed(Shape shape, YamlScalar node, Place place) {
    return trying > 0 ? Optional.empty() : completions.ofChoice(shape, node, place);
  }

  Legible check(Shape shape, YamlNode node, Place place, Diagnostics out) {
    Shape resolved = grammar.resolve(shape);
    switch (resolved.kind()) {
      case ONE_OF:
        return union(resolved, node, place, out);
      case OBJECT:
        return node instanceof YamlMapping
            ? object(resolved, (YamlMapping) node, place, out)
            : wrongShape(resolved, node, place, out);
      case MAP:
        return node instanceof YamlMapping
            ? map(resolved, (YamlMapping) node, place, out)
            : wrongShape(resolved, node, place, out);
      case LIST:
        return node instanceof YamlSequence
            ? list(resolved, (YamlSequence) node, place, out)
            : wrongShape(resolved, node, place, out);
      default:
        return node instanceof YamlScalar
            ? scalars.check(resolved, (YamlScalar) node, place, out)
            : wrongShape(resolved, node, place, out);
    }
  }

  private Legible object(Shape object, YamlMapping mapping, Place place, Diagnostics out) {
    Optional<YamlEntry> tag = trying > 0 ? Optional.empty() : Tagged.tag(object, mapping);
    Optional<YamlNode> meant =
        tag.flatMap(
            entry ->
                Tagged.forms(object, mapping, entry).stream()
                    .filter(form -> fits(object, form))
                    .findFirst());
    if (meant.isEmpty()) {
      return objects.check(object, mapping, place, out);
    }
    out.add(
        Diagnostic.at(
                StructureCodes.UNKNOWN_KEY,
                tag.orElseThrow().key().span(),
                "`" + tag.get().name() + "` is not a key of " + place.title())
            .help(
                "the kind is the key: write `"
                    + Corrections.key(place)
                    + FlowText.of(meant.get())
                    + "`"));
    return Legible.of(meant.get(), true);
  }

  private Legible list(Shape shape, YamlSequence list, Place place, Diagnostics out) {
    if (list.elements().isEmpty() && !shape.mayBeEmpty()) {
      empty(list, place, "an element", out);
      return Legible.nothing();
    }
    List<YamlNode> elements = new ArrayList<>();
    boolean whole = true;
    for (YamlNode element : list.elements()) {
      Place inside =
          new Place("an element of " + place.title(), element.span(), Optional.empty(), "");
      Legible readable = check(shape.element(), element, inside, out);
      readable.node().ifPresent(elements::add);
      whole &= readable.whole();
    }
    return Legible.of(YamlSequence.of(list.span(), elements), whole);
  }

  private Legible map(Shape shape, YamlMapping map, Place place, Diagnostics out) {
    if (map.entries().isEmpty() && !shape.mayBeEmpty()) {
      empty(map, place, "a key", out);
      return Legible.nothing();
    }
    boolean whole = shape.keys().isEmpty() || oneFreeKey(shape, map.entries(), place, out);
    Pattern names = shape.pattern() == null ? null : Pattern.compile(shape.pattern());
    List<YamlEntry> entries = new ArrayList<>();
    Set<String> inDoubt = new HashSet<>(map.inDoubt());
    for (YamlEntry written : map.entries()) {
      Optional<YamlEntry> meant =
          trying > 0 ? Optional.empty() : MergedEntries.meant(shape.element(), written);
      meant.ifPresent(entry -> out.add(MergedEntries.problem(written, entry)));
      YamlEntry entry = meant.orElse(written);
      if (names != null && !names.matcher(entry.name()).find()) {
        out.add(NamePatterns.problem(shape.pattern(), entry.key(), Optional.empty()));
      }
      Optional<Key> fixed =
          shape.keys().stream().filter(key -> key.name().equals(entry.name())).findFirst();
      Legible value =
          check(
              fixed.map(Key::shape).orElse(shape.element()), entry.value(), at(entry, shape), out);
      value.node().ifPresent(node -> entries.add(YamlEntry.of(entry.key(), node)));
      if (!value.whole()) {
        inDoubt.add(entry.name());
      }
    }
    return Legible.of(YamlMapping.of(map.span(), entries, inDoubt), whole && inDoubt.isEmpty());
  }

  /** A map that has fixed keys has exactly one other. */
  private static boolean oneFreeKey(
      Shape shape, List<YamlEntry> entries, Place place, Diagnostics out) {
    List<YamlEntry> free =
        entries.stream()
            .filter(entry -> shape.keys().stream().noneMatch(k -> k.name().equals(entry.name())))
            .collect(Collectors.toList());
    if (free.isEmpty()) {
      out.add(
          Diagnostic.at(StructureCodes.NO_CHOICE, place.span(), place.title() + " names no column")
              .help(
                  "write the new column's name and the expression it comes from:"
                      + " `word: SPLIT(line, ' ')`"));
    }
    for (YamlEntry more : free.subList(Math.min(1, free.size()), free.size())) {
      out.add(
          Diagnostic.at(
                  StructureCodes.EXCLUSIVE_KEYS,
                  more.key().span(),
                  place.title() + " makes one column, and this is another")
              .and(free.get(0).key().span(), "the first is here")
              .help("give `" + more.name() + "` a stream of its own that reads this one"));
    }
    return free.size() == 1;
  }

  /** Where an entry's value stands; a value of a named shape is called by that shape's name. */
  private static Place at(YamlEntry entry, Shape map) {
    boolean named = map.element().kind() == Shape.Kind.REFERENCE && map.pattern() != null;
    String role = named ? map.element().texts().get(0) : "";
    boolean known = List.of("source", "stream", "sink").contains(role);
    String title = known ? "a " + role : "`" + entry.name() + "`";
    return new Place(title, entry.key().span(), Optional.empty(), "");
  }

  private Legible union(Shape union, YamlNode node, Place place, Diagnostics out) {
    List<Shape> near =
        union.branches().stream()
            .map(grammar::resolve)
            .filter(branch -> sameForm(branch, node))
            .collect(Collectors.toList());
    if (near.size() == 1 && node instanceof YamlScalar) {
      return scalars.withAlternatives(near.get(0), union, (YamlScalar) node, place, out);
    }
    Optional<YamlNode> only =
        near.size() == 1 && trying == 0 ? Tagged.only(near.get(0), node) : Optional.empty();
    if (only.filter(value -> fits(union, value)).isPresent()) {
      out.add(
          Diagnostic.at(
                  StructureCodes.UNKNOWN_KEY,
                  ((YamlMapping) node).entries().get(0).key().span(),
                  "`"
                      + ((YamlMapping) node).entries().get(0).name()
                      + "` is not a key of "
                      + place.title())
              .help("write `" + Corrections.key(place) + FlowText.of(only.get()) + "`"));
      return Legible.of(only.get(), true);
    }
    if (near.size() == 1) {
      return check(near.get(0), node, place, out);
    }
    if (near.isEmpty()) {
      return wrongShape(union, node, place, out);
    }
    return near.stream().anyMatch(branch -> fits(branch, node))
        ? Legible.of(node, true)
        : nearest(near, union, node, place, out);
  }

  private Legible nearest(
      List<Shape> near, Shape union, YamlNode node, Place place, Diagnostics out) {
    if (node instanceof YamlScalar) {
      return scalars.ofSeveral(near, union, (YamlScalar) node, place, out);
    }
    Shape best = near.get(0);
    for (Shape branch : near) {
      if (knownKeys(branch, node) > knownKeys(best, node)) {
        best = branch;
      }
    }
    return knownKeys(best, node) > 0 || near.size() == 1
        ? check(best, node, place, out)
        : wrongShape(union, node, place, out);
  }

  private static long knownKeys(Shape shape, YamlNode node) {
    return node instanceof YamlMapping
        ? shape.keys().stream()
            .filter(key -> ((YamlMapping) node).entry(key.name()).isPresent())
            .count()
        : 0;
  }

  private static boolean sameForm(Shape shape, YamlNode node) {
    switch (shape.kind()) {
      case OBJECT:
      case MAP:
        return node instanceof YamlMapping;
      case LIST:
        return node instanceof YamlSequence;
      default:
        return node instanceof YamlScalar
            && (((YamlScalar) node).kind() != YamlScalar.Kind.NULL
                || shape.mayBeEmpty()
                || ScalarCheck.readsNullAsText(shape, (YamlScalar) node));
    }
  }

  /**
   * A value of another form, such as a list for a mapping: read as what it can be made into, or as
   * a value of which nothing is known.
   */
  private Legible wrongShape(Shape shape, YamlNode node, Place place, Diagnostics out) {
    boolean nothing = node.span().start() == node.span().end();
    Diagnostic.Builder problem =
        Diagnostic.at(
                StructureCodes.WRONG_SHAPE,
                nothing ? place.span() : node.span(),
                place.title()
                    + " takes "
                    + expectations.of(shape)
                    + ", not "
                    + Expectations.actual(node))
            .label(Expectations.actual(node));
    if (trying > 0) {
      out.add(problem);
      return Legible.nothing();
    }
    Optional<YamlNode> meant = corrections.of(shape, node);
    corrections.help(shape, node, meant, place).forEach(problem::help);
    out.add(problem);
    return meant.isPresent() ? Legible.of(meant.get(), true) : unknown(shape, node);
  }

  /** A value that says nothing, of the shape where the shape has one. */
  private Legible unknown(Shape shape, YamlNode node) {
    switch (shape.kind()) {
      case OBJECT:
        Set<String> keys = shape.keys().stream().map(Key::name).collect(Collectors.toSet());
        return Legible.of(YamlMapping.of(node.span(), List.of(), keys), false);
      case MAP:
      case LIST:
        return Legible.nothing();
      case ONE_OF:
        boolean scalar =
            shape.branches().stream().map(grammar::resolve).anyMatch(ShapeCheck::isScalar);
        return scalar ? unreadable(node) : Legible.nothing();
      default:
        return unreadable(node);
    }
  }

  /** Whether a value has one of the forms that the shape has: a scalar, a list, a mapping. */
  boolean hasForm(Shape shape, YamlNode node) {
    Shape resolved = grammar.resolve(shape);
    return resolved.kind() == Shape.Kind.ONE_OF
        ? resolved.branches().stream().anyMatch(branch -> hasForm(branch, node))
        : sameForm(resolved, node);
  }

  static Legible unreadable(YamlNode node) {
    return Legible.of(YamlScalar.unreadable(node.span()), false);
  }

  static boolean isScalar(Shape shape) {
    switch (shape.kind()) {
      case OBJECT:
      case MAP:
      case LIST:
      case ONE_OF:
        return false;
      default:
        return true;
    }
  }

  private static void empty(YamlNode node, Place place, String what, Diagnostics out) {
    out.add(
        Diagnostic.at(
                StructureCodes.EMPTY_COLLECTION,
                node.span(),
                place.title() + " needs at least " + what)
            .help("remove it, or write what belongs there"));
  }
}
