// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value of another form was meant to be: one name for a list of one, a list of names for a
 * mapping, the short form that a key does not have. A correction has the shape, with nothing wrong
 * in it, and its scalars stand where they were written; the help shows it.
 */
final class Corrections {
  /** Names between commas; possessive, so that a long text takes no stack. */
  private static final Pattern NAMES = Pattern.compile("[^,()'\"]++(?:,[^,()'\"]++)*+");

  /** An element of a SELECT list. */
  private static final Pattern ALIAS =
      Pattern.compile("(?i)(\\S.*?)\\s+AS\\s+`?([a-z_][a-z0-9_]*)`?");

  private static final Pattern ASSIGNMENT =
      Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)\\s*=\\s*([^=<>\\s][^=<>]*)");

  private final Grammar grammar;
  private final ShapeCheck check;
  private final Completions completions;

  Corrections(Grammar grammar, Completions completions, ShapeCheck check) {
    this.grammar = grammar;
    this.check = check;
    this.completions = completions;
  }

  /** The value in the form that the shape has; empty where that is not clear. */
  Optional<YamlNode> of(Shape shape, YamlNode node) {
    Shape resolved = grammar.resolve(shape);
    List<YamlNode> candidates = new ArrayList<>();
    switch (resolved.kind()) {
      case ONE_OF:
        return resolved.branches().stream()
            .map(branch -> of(branch, node))
            .flatMap(Optional::stream)
            .findFirst();
      case LIST:
        asList(node).ifPresent(candidates::add);
        break;
      case MAP:
        named(node).ifPresent(candidates::add);
        fromList(node).ifPresent(candidates::add);
        break;
      case OBJECT:
        fromList(node).ifPresent(candidates::add);
        if (node instanceof YamlScalar && !((YamlScalar) node).isEmpty()) {
          withDefault(resolved, (YamlScalar) node).ifPresent(candidates::add);
          resolved.keys().stream()
              .filter(key -> !key.planned())
              .forEach(key -> candidates.add(below(key.name(), node)));
        }
        if (saysNothing(node)) {
          candidates.add(YamlMapping.of(node.span(), List.of()));
        }
        break;
      default:
        ScalarCorrections.of(resolved, node).ifPresent(candidates::add);
    }
    return candidates.stream().filter(candidate -> check.fits(resolved, candidate)).findFirst();
  }

  /** What the author can write, the most likely first. */
  List<String> help(Shape shape, YamlNode node, Optional<YamlNode> meant, Place place) {
    if (place.aroundTitle().equals("a stream")
        && place.title().equals("`from`")
        && node instanceof YamlSequence
        && ((YamlSequence) node).elements().size() > 1) {
      return List.of("write `union: " + FlowText.of(node) + "`, which takes several inputs as one");
    }
    Optional<String> plural = plural(node, place);
    if (plural.isPresent()) {
      return List.of("write `" + plural.get() + ": " + FlowText.of(node) + "`");
    }
    if (meant.isPresent()) {
      String written = FlowText.of(meant.get());
      return List.of(
          written.equals("{}")
              ? "write `" + key(place) + "{}` for one without options"
              : "write `" + key(place) + written + "`");
    }
    if (grammar.resolve(shape).kind() == Shape.Kind.MAP) {
      Optional<String> bare = bare(node);
      if (bare.isPresent()) {
        return List.of("write `" + key(place) + "{NAME: " + bare.get() + "}` with a name of yours");
      }
    }
    if (grammar.resolve(shape).kind() == Shape.Kind.COLUMN) {
      return List.of(columnHelp(node));
    }
    if (place.title().equals("a spec")) {
      return List.of("a spec begins with `apiVersion: drey/v1`, `name: NAME` and `sources:`");
    }
    return completions
        .of(shape, node, place)
        .map(text -> "write it as `" + key(place) + text + "`")
        .or(() -> completions.operator(shape, bare(node), place))
        .or(
            () ->
                new ExampleValues(grammar)
                    .of(shape)
                    .map(text -> "write it as `" + key(place) + text + "`"))
        .map(List::of)
        .orElse(List.of());
  }

  /** The key for several, where a list stands at the key for one. */
  private static Optional<String> plural(YamlNode node, Place place) {
    String name = place.title().replace("`", "") + "s";
    return node instanceof YamlSequence
        ? place
            .around()
            .flatMap(
                object -> object.keys().stream().filter(key -> key.name().equals(name)).findFirst())
            .map(Key::name)
        : Optional.empty();
  }

  /** A column that is made where one that there is has to be named. */
  private static String columnHelp(YamlNode node) {
    boolean made = node instanceof YamlMapping && ((YamlMapping) node).entries().size() == 1;
    return made
        ? "a column's name stands here: write `add: "
            + FlowText.of(node)
            + "` into a stream before, and `"
            + ((YamlMapping) node).entries().get(0).name()
            + "` here"
        : "write the name of a column";
  }

  /** One text where names with values belong. */
  private static Optional<String> bare(YamlNode node) {
    List<YamlNode> elements =
        node instanceof YamlSequence ? ((YamlSequence) node).elements() : List.of(node);
    return elements.size() == 1
            && elements.get(0) instanceof YamlScalar
            && !isNothing(elements.get(0))
        ? Optional.of(FlowText.of(elements.get(0)))
        : Optional.empty();
  }

  /** The key as it stands before its value; empty where the value has none. */
  static String key(Place place) {
    return place.title().startsWith("`") ? place.title().replace("`", "") + ": " : "";
  }

  private static boolean isNothing(YamlNode node) {
    return node instanceof YamlScalar && ((YamlScalar) node).isEmpty();
  }

  /** A parameter that is given as its value alone: a text with that as its default. */
  private static Optional<YamlNode> withDefault(Shape object, YamlScalar value) {
    boolean param =
        object.keys().stream().anyMatch(key -> key.name().equals("default"))
            && object.keys().stream().anyMatch(key -> key.name().equals("type"));
    boolean type = value.text().text().matches("[A-Z]+(_LTZ)?(\\([0-9, ]+\\))?");
    if (!param || type) {
      return Optional.empty();
    }
    String name =
        value.kind() == YamlScalar.Kind.INTEGER
            ? "BIGINT"
            : value.kind() == YamlScalar.Kind.NUMBER
                ? "DOUBLE"
                : value.kind() == YamlScalar.Kind.BOOLEAN ? "BOOLEAN" : "STRING";
    YamlScalar text = YamlScalar.of(LocatedText.at(name, value.span()), YamlScalar.Kind.TEXT);
    List<YamlEntry> entries = new ArrayList<>(below("type", text).entries());
    entries.addAll(below("default", value).entries());
    return Optional.of(YamlMapping.of(value.span(), entries));
  }

  private static YamlMapping below(String key, YamlNode value) {
    YamlScalar name = YamlScalar.of(LocatedText.at(key, value.span()), YamlScalar.Kind.TEXT);
    return YamlMapping.of(value.span(), List.of(YamlEntry.of(name, value)));
  }

  /** A text as the list of its parts between commas; a mapping as the list of its keys. */
  private static Optional<YamlNode> asList(YamlNode node) {
    if (node instanceof YamlScalar) {
      List<YamlNode> parts = parts((YamlScalar) node);
      return parts.isEmpty() ? Optional.empty() : Optional.of(YamlSequence.of(node.span(), parts));
    }
    boolean empty =
        node instanceof YamlMapping
            && ((YamlMapping) node).entries().stream().allMatch(e -> saysNothing(e.value()));
    if (!empty) {
      return Optional.empty();
    }
    List<YamlNode> names = new ArrayList<>();
    ((YamlMapping) node).entries().forEach(entry -> names.add(entry.key()));
    return Optional.of(YamlSequence.of(node.span(), names));
  }

  /** Nothing, or that it is so: {@code {meter: true}} is the list of {@code meter}. */
  private static boolean saysNothing(YamlNode value) {
    return isNothing(value)
        || (value instanceof YamlScalar && ((YamlScalar) value).text().text().equals("true"));
  }

  private static List<YamlNode> parts(YamlScalar scalar) {
    List<YamlNode> parts = new ArrayList<>();
    String text = scalar.text().text();
    if (scalar.isEmpty() || !NAMES.matcher(text).matches()) {
      if (!text.isEmpty()) {
        parts.add(scalar);
      }
      return parts;
    }
    int at = 0;
    for (String part : text.split(",")) {
      int from = at + part.length() - part.stripLeading().length();
      Span place = scalar.text().span(from, from + part.strip().length());
      YamlScalar.Kind kind = text.contains(",") ? YamlScalar.Kind.TEXT : scalar.kind();
      parts.add(YamlScalar.of(LocatedText.at(part.strip(), place), kind));
      at += part.length() + 1;
    }
    return parts;
  }

  /** Names alone as a mapping from them to nothing: {@code select: [a, b]}, {@code select: "*"}. */
  private static Optional<YamlNode> named(YamlNode node) {
    List<YamlNode> names =
        node instanceof YamlScalar
            ? parts((YamlScalar) node)
            : node instanceof YamlSequence ? ((YamlSequence) node).elements() : List.of();
    Map<String, YamlEntry> entries = new LinkedHashMap<>();
    for (YamlNode name : names) {
      if (!(name instanceof YamlScalar) || ((YamlScalar) name).isEmpty()) {
        return Optional.empty();
      }
      LocatedText text = ((YamlScalar) name).text();
      Matcher alias = ALIAS.matcher(text.text());
      if (text.text().indexOf('(') >= 0 && !alias.matches()) {
        return Optional.empty();
      }
      boolean named = alias.matches();
      LocatedText column =
          named ? LocatedText.at(String.valueOf(alias.group(2)), name.span()) : text;
      YamlScalar value =
          named
              ? YamlScalar.of(
                  LocatedText.at(String.valueOf(alias.group(1)), name.span()), YamlScalar.Kind.TEXT)
              : YamlScalar.of(LocatedText.at("", name.span()), YamlScalar.Kind.NULL);
      YamlEntry entry = YamlEntry.of(YamlScalar.of(column, YamlScalar.Kind.TEXT), value);
      entries.putIfAbsent(entry.name(), entry);
    }
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(YamlMapping.of(node.span(), List.copyOf(entries.values())));
  }

  /** A list of mappings of one key each, or of mappings that say their name: one mapping. */
  private static Optional<YamlNode> fromList(YamlNode node) {
    if (!(node instanceof YamlSequence)) {
      return Optional.empty();
    }
    Map<String, YamlEntry> entries = new LinkedHashMap<>();
    for (YamlNode element : ((YamlSequence) node).elements()) {
      Optional<YamlEntry> entry = entry(element);
      if (entry.isEmpty() || entries.putIfAbsent(entry.get().name(), entry.get()) != null) {
        return Optional.empty();
      }
    }
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(YamlMapping.of(node.span(), List.copyOf(entries.values())));
  }

  private static Optional<YamlEntry> entry(YamlNode element) {
    if (element instanceof YamlScalar) {
      return assignment((YamlScalar) element);
    }
    if (!(element instanceof YamlMapping)) {
      return Optional.empty();
    }
    List<YamlEntry> inside = ((YamlMapping) element).entries();
    if (inside.size() == 1) {
      return Optional.of(inside.get(0));
    }
    Optional<YamlScalar> name =
        ((YamlMapping) element)
            .value("name")
            .filter(YamlScalar.class::isInstance)
            .map(YamlScalar.class::cast);
    List<YamlEntry> rest = new ArrayList<>(inside);
    rest.removeIf(entry -> entry.name().equals("name"));
    if (name.isEmpty() || rest.isEmpty()) {
      return Optional.empty();
    }
    boolean value = rest.size() == 1 && isValueOfName(rest.get(0));
    YamlScalar key = YamlScalar.of(name.get().text(), YamlScalar.Kind.TEXT);
    return Optional.of(
        YamlEntry.of(key, value ? rest.get(0).value() : YamlMapping.of(element.span(), rest)));
  }

  /** {@code name=value}, as files of properties write it. */
  private static Optional<YamlEntry> assignment(YamlScalar scalar) {
    Matcher parts = ASSIGNMENT.matcher(scalar.text().text());
    return parts.matches()
        ? Optional.of(
            below(String.valueOf(parts.group(1)), text(String.valueOf(parts.group(2)), scalar))
                .entries()
                .get(0))
        : Optional.empty();
  }

  private static YamlScalar text(String text, YamlNode place) {
    return YamlScalar.of(LocatedText.at(text, place.span()), YamlScalar.Kind.TEXT);
  }

  private static boolean isValueOfName(YamlEntry entry) {
    return entry.value() instanceof YamlScalar
        && List.of("type", "expression", "expr", "value", "sql")
            .contains(entry.name().toLowerCase(Locale.ROOT));
  }
}
