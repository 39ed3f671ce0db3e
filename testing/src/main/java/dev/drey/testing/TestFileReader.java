package dev.drey.testing;

import dev.drey.diagnostic.Diagnostics;
import dev.drey.schema.SpecTestReader;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Text to a {@link SpecTestFile}: the structure only; names and values wait for the pipeline. */
final class TestFileReader {
  private final SpecTestReader structure = new SpecTestReader();

  /** The tests, where nothing is wrong with their structure. */
  Optional<SpecTestFile> read(SourceFile file, Diagnostics diagnostics) {
    return structure.read(file, diagnostics).map(root -> file(file, root));
  }

  private static SpecTestFile file(SourceFile file, YamlMapping root) {
    Map<String, String> params = new LinkedHashMap<>();
    root.value("params")
        .ifPresent(
            given ->
                ((YamlMapping) given)
                    .entries()
                    .forEach(entry -> params.put(entry.name(), text(entry.value()).text())));
    List<SpecTestCase> tests =
        elements(root, "tests").stream()
            .map(node -> test((YamlMapping) node))
            .collect(Collectors.toList());
    return SpecTestFile.of(file, text(root.value("pipeline").orElseThrow()), params, tests);
  }

  private static SpecTestCase test(YamlMapping test) {
    List<TestStep> steps =
        elements(test, "steps").stream()
            .map(node -> step(((YamlMapping) node).entries().get(0)))
            .collect(Collectors.toList());
    return SpecTestCase.of(text(test.value("name").orElseThrow()), steps);
  }

  private static TestStep step(YamlEntry step) {
    switch (step.name()) {
      case "send":
        return TestStep.Send.of(step.key().span(), rows(step.value()));
      case "expect":
        return TestStep.Expect.of(step.key().span(), rows(step.value()));
      case "watermark":
        return TestStep.Watermark.of(step.key().span(), times(step.value()));
      case "processingTime":
        return TestStep.ProcessingTime.of(step.key().span(), text(step.value()));
      default:
        throw new IllegalStateException("the structure has no step " + step.name());
    }
  }

  private static List<TestStep.At> times(YamlNode value) {
    if (!(value instanceof YamlMapping)) {
      return List.of(TestStep.At.of(Optional.empty(), text(value)));
    }
    List<TestStep.At> times = new ArrayList<>();
    for (YamlEntry source : ((YamlMapping) value).entries()) {
      times.add(TestStep.At.of(Optional.of(source.key().text()), text(source.value())));
    }
    return times;
  }

  private static List<TestStep.NamedRows> rows(YamlNode byName) {
    List<TestStep.NamedRows> named = new ArrayList<>();
    for (YamlEntry entry : ((YamlMapping) byName).entries()) {
      boolean isPlain = entry.value() instanceof YamlSequence;
      YamlSequence list =
          isPlain
              ? (YamlSequence) entry.value()
              : (YamlSequence) ((YamlMapping) entry.value()).value("rows").orElseThrow();
      boolean inOrder = !isPlain && isInOrder((YamlMapping) entry.value());
      named.add(TestStep.NamedRows.of(entry.key().text(), list, inOrder));
    }
    return named;
  }

  private static boolean isInOrder(YamlMapping ordered) {
    return ordered.value("inOrder").filter(value -> text(value).text().equals("true")).isPresent();
  }

  private static List<YamlNode> elements(YamlMapping map, String key) {
    return ((YamlSequence) map.value(key).orElseThrow()).elements();
  }

  private static LocatedText text(YamlNode scalar) {
    return ((YamlScalar) scalar).text();
  }
}
