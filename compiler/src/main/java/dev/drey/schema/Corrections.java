package dev.drey.schema;

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

/**
 * What a value of another form was meant to be: one name for a list of one, a list of names for a
 * mapping, the short form that a key does not have. A correction has the shape, with nothing wrong
 * in it, and its scalars stand where they were written; the help shows it.
 */
final class Corrections {
  private final Grammar grammar;
  private final ShapeCheck check;

  Corrections(Grammar grammar, ShapeCheck check) {
    this.grammar = grammar;
    this.check = check;
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
          resolved.keys().stream()
              .filter(key -> !key.planned())
              .forEach(key -> candidates.add(below(key.name(), node)));
        }
        if (isNothing(node)) {
          candidates.add(YamlMapping.of(node.span(), List.of()));
        }
        break;
      default:
        asScalar(resolved, node).ifPresent(candidates::add);
    }
    return candidates.stream().filter(candidate -> check.fits(resolved, candidate)).findFirst();
  }

  /** What the author can write, the most likely first. */
  List<String> help(Shape shape, YamlNode node, Optional<YamlNode> meant, Place place) {
    if (place.aroundTitle().equals("a stream")
        && place.title().equals("`from`")
        && node instanceof YamlSequence) {
      return List.of("write `union: " + FlowText.of(node) + "`, which takes several inputs as one");
    }
    if (meant.isPresent()) {
      String written = FlowText.of(meant.get());
      return List.of(
          written.equals("{}")
              ? "write `{}` for one without options"
              : "write `" + key(place) + written + "`");
    }
    return new ExampleValues(grammar)
        .of(shape)
        .map(example -> List.of("write it as `" + key(place) + example + "`"))
        .orElse(List.of());
  }

  /** The key as it stands before its value; empty where the value has none. */
  private static String key(Place place) {
    return place.title().startsWith("`") ? place.title().replace("`", "") + ": " : "";
  }

  private static boolean isNothing(YamlNode node) {
    return node instanceof YamlScalar && ((YamlScalar) node).isEmpty();
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
            && ((YamlMapping) node).entries().stream().allMatch(e -> isNothing(e.value()));
    if (!empty) {
      return Optional.empty();
    }
    List<YamlNode> names = new ArrayList<>();
    ((YamlMapping) node).entries().forEach(entry -> names.add(entry.key()));
    return Optional.of(YamlSequence.of(node.span(), names));
  }

  private static List<YamlNode> parts(YamlScalar scalar) {
    List<YamlNode> parts = new ArrayList<>();
    String text = scalar.text().text();
    if (scalar.isEmpty() || !text.matches("[^,()'\"]+(,[^,()'\"]+)*")) {
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
      YamlScalar key = YamlScalar.of(((YamlScalar) name).text(), YamlScalar.Kind.TEXT);
      YamlEntry entry =
          YamlEntry.of(key, YamlScalar.of(LocatedText.at("", name.span()), YamlScalar.Kind.NULL));
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

  private static boolean isValueOfName(YamlEntry entry) {
    return entry.value() instanceof YamlScalar
        && List.of("type", "expression", "expr", "value", "sql")
            .contains(entry.name().toLowerCase(Locale.ROOT));
  }

  /** A list of one as its element, texts joined by commas, a call that is written as a mapping. */
  private static Optional<YamlNode> asScalar(Shape shape, YamlNode node) {
    if (node instanceof YamlSequence) {
      List<YamlNode> elements = ((YamlSequence) node).elements();
      if (elements.size() == 1 && elements.get(0) instanceof YamlScalar) {
        return Optional.of(elements.get(0));
      }
      boolean texts = elements.stream().allMatch(YamlScalar.class::isInstance);
      return shape.kind() == Shape.Kind.STRING && texts && !elements.isEmpty()
          ? Optional.of(joined(node.span(), elements))
          : Optional.empty();
    }
    if (shape.kind() == Shape.Kind.AGGREGATE && node instanceof YamlMapping) {
      return call((YamlMapping) node);
    }
    return Optional.empty();
  }

  private static YamlScalar joined(Span place, List<YamlNode> elements) {
    List<String> texts = new ArrayList<>();
    elements.forEach(element -> texts.add(((YamlScalar) element).text().text()));
    return YamlScalar.of(LocatedText.at(String.join(",", texts), place), YamlScalar.Kind.TEXT);
  }

  /** {@code {sum: amount}} is {@code SUM(amount)}. */
  private static Optional<YamlNode> call(YamlMapping mapping) {
    if (mapping.entries().size() != 1) {
      return Optional.empty();
    }
    YamlEntry only = mapping.entries().get(0);
    boolean name = only.name().matches("[A-Za-z][A-Za-z_]*");
    if (!name || !(only.value() instanceof YamlScalar) || isNothing(only.value())) {
      return Optional.empty();
    }
    String text =
        only.name().toUpperCase(Locale.ROOT) + "(" + ((YamlScalar) only.value()).text() + ")";
    return Optional.of(YamlScalar.of(LocatedText.at(text, mapping.span()), YamlScalar.Kind.TEXT));
  }
}
