package dev.drey.testing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TestCodes;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlReader;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Text to a {@link SpecTestFile}: the structure only; names and values wait for the pipeline. */
final class SpecTestReader {
  private static final Set<String> KEYS =
      Set.of("apiVersion", "pipeline", "params", "tests", "description");
  private static final Set<String> PLANNED = Set.of("idle", "restart");
  private static final String STEPS = "send, watermark, processingTime, expect";

  private final SourceFile file;
  private final Diagnostics diagnostics;

  private SpecTestReader(SourceFile file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  /** The tests, where nothing is wrong with their structure. */
  static Optional<SpecTestFile> read(SourceFile file, Diagnostics diagnostics) {
    Diagnostics found = new Diagnostics();
    Optional<SpecTestFile> tests =
        YamlReader.read(file, found).map(root -> new SpecTestReader(file, found).file(root));
    diagnostics.addAll(found.list());
    return found.hasErrors() ? Optional.empty() : tests;
  }

  private SpecTestFile file(YamlNode root) {
    YamlMapping map = mapping(root, "a file of tests has the keys pipeline and tests");
    for (YamlEntry entry : map.entries()) {
      if (!KEYS.contains(entry.name())) {
        wrong(entry.key().span(), "a file of tests has no key `" + entry.name() + "`");
      }
    }
    Map<String, String> params = new LinkedHashMap<>();
    map.value("params")
        .map(value -> mapping(value, "params gives each parameter a value: {region: us-east-1}"))
        .ifPresent(given -> given.entries().forEach(e -> params.put(e.name(), scalar(e).text())));
    List<SpecTestCase> tests = new ArrayList<>();
    for (YamlNode test : list(map, "tests", root.span())) {
      tests.add(test(test));
    }
    LocatedText pipeline =
        map.entry("pipeline").map(this::scalar).orElse(LocatedText.at("", start(root.span())));
    if (pipeline.text().isEmpty()) {
      wrong(pipeline.span(), "pipeline says which spec is tested: pipeline: ../pipeline.yaml");
    }
    return SpecTestFile.of(file, pipeline, params, tests);
  }

  private SpecTestCase test(YamlNode node) {
    YamlMapping map = mapping(node, "a test has a name and steps");
    LocatedText name =
        map.entry("name").map(this::scalar).orElse(LocatedText.at("", start(node.span())));
    if (name.text().isBlank()) {
      wrong(name.span(), "a test needs a name: what it shows, in a few words");
    }
    for (YamlEntry entry : map.entries()) {
      if (!Set.of("name", "steps").contains(entry.name())) {
        wrong(entry.key().span(), "a test has a name and steps, but no `" + entry.name() + "`");
      }
    }
    List<TestStep> steps = new ArrayList<>();
    for (YamlNode step : list(map, "steps", name.span())) {
      step(step).ifPresent(steps::add);
    }
    return SpecTestCase.of(name, steps);
  }

  private Optional<TestStep> step(YamlNode node) {
    YamlMapping map = mapping(node, "a step is one of " + STEPS);
    if (map.entries().size() != 1) {
      if (!map.entries().isEmpty()) {
        wrong(
            map.entries().get(1).key().span(),
            "a step has one key; start the next one with a dash of its own");
      }
      return Optional.empty();
    }
    YamlEntry entry = map.entries().get(0);
    Span place = entry.key().span();
    switch (entry.name()) {
      case "send":
        return Optional.of(TestStep.Send.of(place, rows(entry, false)));
      case "expect":
        return Optional.of(TestStep.Expect.of(place, inOrder(entry), rows(entry, true)));
      case "watermark":
        return Optional.of(TestStep.Watermark.of(place, times(entry)));
      case "processingTime":
        return Optional.of(TestStep.ProcessingTime.of(place, scalar(entry)));
      default:
        unknownStep(entry);
        return Optional.empty();
    }
  }

  private void unknownStep(YamlEntry entry) {
    if (PLANNED.contains(entry.name())) {
      diagnostics.add(
          Diagnostic.at(
                  TestCodes.PLANNED_STEP,
                  entry.key().span(),
                  "the step `" + entry.name() + "` comes with a later release of Drey")
              .help("the steps of this release are " + STEPS));
    } else {
      wrong(
          entry.key().span(), "there is no step `" + entry.name() + "`; a step is one of " + STEPS);
    }
  }

  private List<TestStep.At> times(YamlEntry entry) {
    if (!(entry.value() instanceof YamlMapping)) {
      return List.of(TestStep.At.of(Optional.empty(), scalar(entry)));
    }
    List<TestStep.At> times = new ArrayList<>();
    for (YamlEntry source : ((YamlMapping) entry.value()).entries()) {
      times.add(TestStep.At.of(Optional.of(source.key().text()), scalar(source)));
    }
    return times;
  }

  private boolean inOrder(YamlEntry expect) {
    return expect.value() instanceof YamlMapping
        && ((YamlMapping) expect.value())
            .entry("inOrder")
            .filter(entry -> scalar(entry).text().equals("true"))
            .isPresent();
  }

  private List<TestStep.NamedRows> rows(YamlEntry step, boolean expected) {
    YamlMapping map =
        mapping(
            step.value(),
            step.name() + " lists rows by name: " + step.name() + ": {orders: [{id: 1}]}");
    List<TestStep.NamedRows> named = new ArrayList<>();
    for (YamlEntry entry : map.entries()) {
      if (expected && entry.name().equals("inOrder")) {
        continue;
      }
      if (!(entry.value() instanceof YamlSequence)) {
        wrong(entry.valueOrKeySpan(), "the rows of `" + entry.name() + "` are a list");
        continue;
      }
      List<YamlMapping> rows = new ArrayList<>();
      for (YamlNode row : ((YamlSequence) entry.value()).elements()) {
        rows.add(mapping(row, "a row gives columns values: {card_id: c1, amount: 10.00}"));
      }
      named.add(TestStep.NamedRows.of(entry.key().text(), entry.value(), rows));
    }
    return named;
  }

  private List<YamlNode> list(YamlMapping map, String key, Span otherwise) {
    Optional<YamlEntry> entry = map.entry(key);
    if (entry.isEmpty()) {
      wrong(start(otherwise), "the key `" + key + "` is missing");
      return List.of();
    }
    if (!(entry.get().value() instanceof YamlSequence)) {
      wrong(entry.get().valueOrKeySpan(), key + " is a list");
      return List.of();
    }
    return ((YamlSequence) entry.get().value()).elements();
  }

  private YamlMapping mapping(YamlNode node, String otherwise) {
    if (node instanceof YamlMapping) {
      return (YamlMapping) node;
    }
    wrong(node.span(), otherwise);
    return YamlMapping.of(node.span(), List.of());
  }

  private LocatedText scalar(YamlEntry entry) {
    if (entry.value() instanceof YamlScalar) {
      return ((YamlScalar) entry.value()).text();
    }
    wrong(entry.valueOrKeySpan(), "`" + entry.name() + "` has one value, not a list or a map");
    return LocatedText.at("", entry.valueOrKeySpan());
  }

  private void wrong(Span place, String message) {
    diagnostics.add(Diagnostic.at(TestCodes.STRUCTURE, place, message));
  }

  private static Span start(Span span) {
    return Span.of(span.file(), span.start(), span.start());
  }
}
