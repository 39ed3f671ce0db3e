package dev.drey.schema;

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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says in our words what is wrong with a value of a shape: every problem once, each at its place. A
 * value that fits none of several shapes is measured against the one that it is nearest to.
 */
final class ShapeCheck {
  private final Grammar grammar;
  private final Expectations expectations;
  private final ScalarCheck scalars;
  private final ObjectCheck objects;

  ShapeCheck(Grammar grammar, ForeignSpellings foreign) {
    this.grammar = grammar;
    this.expectations = new Expectations(grammar);
    this.scalars = new ScalarCheck(expectations);
    this.objects = new ObjectCheck(grammar, foreign, this);
  }

  void root(YamlNode root, Diagnostics diagnostics) {
    Span start = Span.of(root.span().file(), root.span().start(), root.span().start());
    Place place = new Place("a spec", start, Optional.empty(), "");
    check(grammar.root(), root, place, diagnostics);
  }

  boolean fits(Shape shape, YamlNode node) {
    Diagnostics found = new Diagnostics();
    check(shape, node, new Place("", node.span(), Optional.empty(), ""), found);
    return !found.hasErrors();
  }

  void check(Shape shape, YamlNode node, Place place, Diagnostics out) {
    Shape resolved = grammar.resolve(shape);
    switch (resolved.kind()) {
      case ONE_OF:
        union(resolved, node, place, out);
        break;
      case OBJECT:
        if (node instanceof YamlMapping) {
          objects.check(resolved, (YamlMapping) node, place, out);
        } else {
          wrongShape(resolved, node, place, out);
        }
        break;
      case MAP:
        map(resolved, node, place, out);
        break;
      case LIST:
        list(resolved, node, place, out);
        break;
      default:
        scalar(resolved, node, place, out);
    }
  }

  private void scalar(Shape shape, YamlNode node, Place place, Diagnostics out) {
    if (node instanceof YamlScalar) {
      scalars.check(shape, (YamlScalar) node, place, out);
    } else {
      wrongShape(shape, node, place, out);
    }
  }

  private void list(Shape shape, YamlNode node, Place place, Diagnostics out) {
    if (!(node instanceof YamlSequence)) {
      wrongShape(shape, node, place, out);
      return;
    }
    List<YamlNode> elements = ((YamlSequence) node).elements();
    if (elements.isEmpty() && !shape.mayBeEmpty()) {
      empty(node, place, "an element", out);
    }
    for (YamlNode element : elements) {
      Place inside =
          new Place("an element of " + place.title(), element.span(), Optional.empty(), "");
      check(shape.element(), element, inside, out);
    }
  }

  private void map(Shape shape, YamlNode node, Place place, Diagnostics out) {
    if (!(node instanceof YamlMapping)) {
      wrongShape(shape, node, place, out);
      return;
    }
    List<YamlEntry> entries = ((YamlMapping) node).entries();
    if (entries.isEmpty() && !shape.mayBeEmpty()) {
      empty(node, place, "a key", out);
    }
    if (!shape.keys().isEmpty() && !entries.isEmpty()) {
      oneFreeKey(shape, entries, place, out);
    }
    Pattern names = shape.pattern() == null ? null : Pattern.compile(shape.pattern());
    for (YamlEntry entry : entries) {
      if (names != null && !names.matcher(entry.name()).find()) {
        out.add(NamePatterns.problem(shape.pattern(), entry.key()));
      }
      Optional<Key> fixed =
          shape.keys().stream().filter(key -> key.name().equals(entry.name())).findFirst();
      check(fixed.map(Key::shape).orElse(shape.element()), entry.value(), at(entry, shape), out);
    }
  }

  /** A map that has fixed keys has exactly one other. */
  private static void oneFreeKey(
      Shape shape, List<YamlEntry> entries, Place place, Diagnostics out) {
    List<YamlEntry> free =
        entries.stream()
            .filter(entry -> shape.keys().stream().noneMatch(k -> k.name().equals(entry.name())))
            .collect(Collectors.toList());
    if (free.isEmpty()) {
      out.add(
          Diagnostic.at(StructureCodes.NO_CHOICE, place.span(), place.title() + " names no column")
              .help("write the new column's name and the expression it comes from"));
    }
    for (YamlEntry more : free.subList(Math.min(1, free.size()), free.size())) {
      out.add(
          Diagnostic.at(
                  StructureCodes.EXCLUSIVE_KEYS,
                  more.key().span(),
                  place.title() + " makes one column, and this is another")
              .and(free.get(0).key().span(), "the first is here"));
    }
  }

  /** Where an entry's value stands; a value of a named shape is called by that shape's name. */
  private static Place at(YamlEntry entry, Shape map) {
    boolean named = map.element().kind() == Shape.Kind.REFERENCE && map.pattern() != null;
    String role = named ? map.element().texts().get(0) : "";
    boolean known = List.of("source", "stream", "sink").contains(role);
    String title = known ? "a " + role : "`" + entry.name() + "`";
    return new Place(title, entry.key().span(), Optional.empty(), "");
  }

  private void union(Shape union, YamlNode node, Place place, Diagnostics out) {
    List<Shape> near =
        union.branches().stream()
            .map(grammar::resolve)
            .filter(branch -> sameForm(branch, node))
            .collect(Collectors.toList());
    if (near.size() == 1 && node instanceof YamlScalar) {
      scalars.withAlternatives(near.get(0), union, (YamlScalar) node, place, out);
    } else if (near.size() == 1) {
      check(near.get(0), node, place, out);
    } else if (near.isEmpty()) {
      wrongShape(union, node, place, out);
    } else if (near.stream().noneMatch(branch -> fits(branch, node))) {
      nearest(near, union, node, place, out);
    }
  }

  private void nearest(List<Shape> near, Shape union, YamlNode node, Place place, Diagnostics out) {
    if (node instanceof YamlScalar) {
      scalars.ofSeveral(near, union, (YamlScalar) node, place, out);
      return;
    }
    Shape best = near.get(0);
    for (Shape branch : near) {
      if (knownKeys(branch, node) > knownKeys(best, node)) {
        best = branch;
      }
    }
    if (knownKeys(best, node) > 0 || near.size() == 1) {
      check(best, node, place, out);
    } else {
      wrongShape(union, node, place, out);
    }
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

  private void wrongShape(Shape shape, YamlNode node, Place place, Diagnostics out) {
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
    shapeHelp(shape, node).ifPresent(problem::help);
    out.add(problem);
  }

  private Optional<String> shapeHelp(Shape shape, YamlNode node) {
    boolean object = grammar.resolve(shape).kind() == Shape.Kind.OBJECT;
    boolean empty = node instanceof YamlScalar && ((YamlScalar) node).isEmpty();
    if (object && empty && grammar.resolve(shape).keys().stream().noneMatch(Key::required)) {
      return Optional.of("write `{}` for one without options");
    }
    boolean list = grammar.resolve(shape).kind() == Shape.Kind.LIST;
    if (list && node instanceof YamlScalar && !empty) {
      return Optional.of("write `[" + ((YamlScalar) node).text() + "]`");
    }
    return Optional.empty();
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
