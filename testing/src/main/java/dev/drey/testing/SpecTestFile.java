// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of tests as read: which pipeline, with which parameters, and the tests. */
@AutoValue
public abstract class SpecTestFile {
  static SpecTestFile of(
      SourceFile source,
      LocatedText pipeline,
      Map<String, LocatedText> params,
      List<SpecTestCase> tests) {
    return new AutoValue_SpecTestFile(source, pipeline, Map.copyOf(params), List.copyOf(tests));
  }

  public abstract SourceFile source();

  /** A path, relative to the file's folder. */
  public abstract LocatedText pipeline();

  /** Values of the pipeline's parameters by name, each at its place. */
  public abstract Map<String, LocatedText> params();

  public abstract List<SpecTestCase> tests();

  /** The paths of the specs with which tests go on, the first place of each. */
  final List<LocatedText> others() {
    Map<String, LocatedText> others = new LinkedHashMap<>();
    for (SpecTestCase test : tests()) {
      test.others().forEach(spec -> others.putIfAbsent(spec.text(), spec));
    }
    return List.copyOf(others.values());
  }
}
