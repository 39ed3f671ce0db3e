// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.drey.diagnostic.DeliveryCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.LaunchCodes;
import dev.drey.model.ParamSpec;
import dev.drey.source.Span;
import dev.drey.type.DataTypeParser;
import dev.drey.type.TypeSyntaxException;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the parameters that a spec declares and gives each its value: the given one, or its
 * default. Runs before the structure is checked, so it reads past what has another shape.
 */
final class ParamReader {
  private static final String PROPERTY = "property";

  /** What is a reference elsewhere. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z_][^}]*\\}");

  private final LaunchValues given;
  private final ParamUses uses;
  private final Diagnostics diagnostics;

  ParamReader(LaunchValues given, ParamUses uses, Diagnostics diagnostics) {
    this.given = given;
    this.uses = uses;
    this.diagnostics = diagnostics;
  }

  /** By name, in the order declared. */
  Map<String, Param> read(YamlNode root) {
    Map<String, Param> params = new LinkedHashMap<>();
    for (YamlEntry entry : declared(root)) {
      params.put(entry.name(), param(entry));
    }
    undeclared(root, params);
    return params;
  }

  private static List<YamlEntry> declared(YamlNode root) {
    return value(root, "params")
        .filter(YamlMapping.class::isInstance)
        .map(node -> ((YamlMapping) node).entries())
        .orElse(List.of());
  }

  /** The properties that parameters are, by the parameters' names. */
  static Map<String, String> properties(YamlNode root) {
    Map<String, String> paths = new HashMap<>();
    for (YamlEntry entry : declared(root)) {
      scalar(entry.value(), PROPERTY)
          .ifPresent(path -> paths.put(entry.name(), path.text().text()));
    }
    return paths;
  }

  private Param param(YamlEntry entry) {
    Optional<YamlScalar> type = scalar(entry.value(), "type");
    Optional<YamlScalar> written =
        scalar(entry.value(), "default").filter(value -> !value.isEmpty());
    boolean optional = written.filter(value -> value.kind() == YamlScalar.Kind.NULL).isPresent();
    Optional<YamlScalar> defaultValue = optional ? Optional.empty() : written;
    List<YamlScalar> allowed = allowed(entry.value());
    Optional<YamlScalar> pattern = scalar(entry.value(), "pattern").filter(this::isPattern);
    ParamSpec spec =
        ParamSpec.of(
            entry.key().text(),
            type.orElse(entry.key()).text(),
            defaultValue.map(value -> value.text().text()),
            scalar(entry.value(), "description").map(text -> text.text().text()).orElse(""),
            allowed.stream().map(value -> value.text().text()).collect(Collectors.toList()),
            pattern.map(value -> value.text().text()),
            scalar(entry.value(), PROPERTY).map(path -> path.text().text()),
            uses.isSecret(entry.name()));
    defaultValue.ifPresent(value -> checkClear(spec, value));
    defaultValue.ifPresent(this::checkLiteral);
    allowed.forEach(this::checkLiteral);
    Optional<ParamType> known = type.flatMap(this::type);
    ParamType kind = known.orElse(ParamType.STRING);
    String standIn = spec.allowed().isEmpty() ? kind.standIn(entry.name()) : spec.allowed().get(0);
    Optional<String> value = Optional.empty();
    if (known.isPresent()) {
      allowed.forEach(one -> hasType(kind, one, "`enum`"));
      boolean later = spec.property().isPresent() && !given.propertiesKnown();
      boolean needed = given.required() && !optional && !later && !uses.isUnneeded(entry.name());
      value = value(spec, kind, defaultValue, needed, entry.key().span());
    }
    boolean isNull = optional && given(spec).isEmpty();
    return Param.of(spec, kind, value, isNull, standIn);
  }

  /** A default that is a secret is read by everybody who reads the spec. */
  private void checkClear(ParamSpec spec, YamlScalar value) {
    String name = spec.name().text();
    String text = value.text().text();
    boolean looksSecret = SecretLook.isName(name) || SecretLook.isValue(text);
    if (!text.isEmpty() && (spec.secret() || looksSecret)) {
      diagnostics.add(
          Diagnostic.at(
                  DeliveryCodes.CLEAR_SECRET,
                  value.span(),
                  spec.secret()
                      ? "`"
                          + name
                          + "` is a secret by its use, and its default stands here in clear text"
                      : "the default of `" + name + "` looks like a secret in clear text")
              .label("everybody who reads this file reads it")
              .help("take the default away, and give the value at launch"));
    }
  }

  /** A parameter has no part in another one's declaration. */
  private void checkLiteral(YamlScalar value) {
    Matcher reference = REFERENCE.matcher(value.text().text());
    if (reference.find()) {
      diagnostics.add(
          Diagnostic.at(
                  LaunchCodes.REFERENCE_IN_PARAM,
                  value.span(),
                  "`" + reference.group() + "` stands for itself here")
              .label("what a parameter is declared with is taken as it is written")
              .help(
                  "write the value out, or put the references together where they are used:"
                      + " `stream: \"${prefix}-${name}\"`"));
    }
  }

  private Optional<String> value(
      ParamSpec spec,
      ParamType type,
      Optional<YamlScalar> defaultValue,
      boolean needed,
      Span declaration) {
    String name = spec.name().text();
    boolean defaultFits =
        defaultValue.isEmpty()
            || (hasType(type, defaultValue.get(), "`default`")
                && fits(spec, defaultValue.get().text().text(), defaultValue.get().span()));
    Optional<String> value = given(spec);
    if (value.isPresent()) {
      return hasType(type, value.get(), declaration, "the value given for `" + name + "`")
              && fits(spec, value.get(), declaration)
          ? value
          : Optional.empty();
    }
    if (defaultValue.isEmpty() && needed) {
      diagnostics.add(missing(spec, declaration));
    }
    return defaultFits ? defaultValue.map(text -> text.text().text()) : Optional.empty();
  }

  /** What was given by the parameter's name goes before what its property says. */
  private Optional<String> given(ParamSpec spec) {
    return Optional.ofNullable(given.params().get(spec.name().text()))
        .or(() -> spec.property().flatMap(given::property));
  }

  private static Diagnostic.Builder missing(ParamSpec spec, Span declaration) {
    String name = spec.name().text();
    return Diagnostic.at(
            LaunchCodes.MISSING_PARAM,
            declaration,
            "`"
                + name
                + "` has no default, and no value was given for it"
                + spec.property().map(path -> ": there is no property `" + path + "`").orElse(""))
        .help(
            "give one: `--param "
                + name
                + "=...`, or the launcher's `drey.params`"
                + spec.property()
                    .map(path -> ", or the property, as the launcher or `--properties FILE` has it")
                    .orElse(""));
  }

  private Optional<ParamType> type(YamlScalar text) {
    Optional<ParamType> type = ParamType.of(text.text().text());
    if (type.isEmpty()) {
      diagnostics.add(
          Diagnostic.at(
                  LaunchCodes.PARAM_TYPE,
                  text.span(),
                  "a parameter cannot have the type `" + text.text() + "`")
              .help(otherWord(text.text().text())));
    }
    return type;
  }

  /** The word of SQL for another one, or all types of parameters. */
  private static String otherWord(String type) {
    try {
      DataTypeParser.parse(type, name -> Optional.empty());
    } catch (TypeSyntaxException e) {
      if (e.help().startsWith("write ")) {
        return e.help();
      }
    }
    return "write STRING, BOOLEAN, a number, DATE, TIME, TIMESTAMP or TIMESTAMP_LTZ";
  }

  private boolean hasType(ParamType type, YamlScalar value, String what) {
    return hasType(type, value.text().text(), value.span(), what);
  }

  private boolean hasType(ParamType type, String value, Span place, String what) {
    if (type.accepts(value)) {
      return true;
    }
    diagnostics.add(
        Diagnostic.at(
                LaunchCodes.PARAM_VALUE_TYPE,
                place,
                what + " is `" + value + "`, and the parameter takes " + type.words())
            .help("write a value of that type, or give the parameter `type: STRING`"));
    return false;
  }

  /** Whether the value is among those allowed and has the form that the pattern says. */
  private boolean fits(ParamSpec spec, String value, Span place) {
    if (!spec.allowed().isEmpty() && !spec.allowed().contains(value)) {
      Diagnostic.Builder problem =
          Diagnostic.at(
              LaunchCodes.PARAM_NOT_ALLOWED,
              place,
              "`"
                  + value
                  + "` is not one of "
                  + Expectations.or(Expectations.quoted(spec.allowed())));
      DidYouMean.help(value, spec.allowed()).ifPresent(problem::help);
      diagnostics.add(problem);
      return false;
    }
    if (spec.pattern().isPresent() && !Pattern.matches(spec.pattern().get(), value)) {
      diagnostics.add(
          Diagnostic.at(
                  LaunchCodes.PARAM_PATTERN,
                  place,
                  "`" + value + "` does not match `" + spec.pattern().get() + "`")
              .help("write a value of that form, or another `pattern` for the parameter"));
      return false;
    }
    return true;
  }

  private boolean isPattern(YamlScalar text) {
    try {
      Pattern.compile(text.text().text());
      return true;
    } catch (PatternSyntaxException e) {
      diagnostics.add(
          Diagnostic.at(
                  LaunchCodes.NO_PATTERN,
                  text.span(),
                  "`" + text.text() + "` is not a regular expression")
              .label(e.getDescription())
              .help("the syntax is RE2's: as Java's, without lookaround and back-references"));
      return false;
    }
  }

  private void undeclared(YamlNode root, Map<String, Param> declared) {
    Span place =
        root instanceof YamlMapping
            ? ((YamlMapping) root)
                .entry("params")
                .map(entry -> entry.key().span())
                .orElse(Span.of(root.span().file(), 0, 0))
            : Span.of(root.span().file(), 0, 0);
    given.params().keySet().stream()
        .filter(name -> !declared.containsKey(name))
        .sorted()
        .forEach(
            name -> {
              Diagnostic.Builder problem =
                  Diagnostic.at(
                      LaunchCodes.UNDECLARED_PARAM,
                      place,
                      "a value was given for `" + name + "`, which the spec does not declare");
              DidYouMean.help(name, declared.keySet()).ifPresent(problem::help);
              diagnostics.add(problem);
            });
  }

  private static List<YamlScalar> allowed(YamlNode param) {
    List<YamlScalar> allowed = new ArrayList<>();
    value(param, "enum")
        .filter(YamlSequence.class::isInstance)
        .ifPresent(
            list ->
                ((YamlSequence) list)
                    .elements().stream()
                        .filter(YamlScalar.class::isInstance)
                        .forEach(element -> allowed.add((YamlScalar) element)));
    return allowed;
  }

  private static Optional<YamlNode> value(YamlNode node, String key) {
    return node instanceof YamlMapping ? ((YamlMapping) node).value(key) : Optional.empty();
  }

  private static Optional<YamlScalar> scalar(YamlNode node, String key) {
    return value(node, key).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
  }
}
