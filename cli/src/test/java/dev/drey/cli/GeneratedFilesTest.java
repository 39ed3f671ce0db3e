// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.drey.cli.reference.GeneratedFiles;
import dev.drey.connector.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is generated from the descriptors is what is committed. */
class GeneratedFilesTest {
  private static final Path ROOT = Path.of("..");
  private static final boolean UPDATE = Boolean.getBoolean("drey.update");

  private final Map<String, String> files =
      GeneratedFiles.of(Catalog.load(GeneratedFilesTest.class.getClassLoader()));

  @TestFactory
  Stream<DynamicTest> isCommitted() {
    return files.entrySet().stream()
        .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> check(file)));
  }

  private static void check(Map.Entry<String, String> file) throws IOException {
    Path path = ROOT.resolve(file.getKey());
    String committed = Files.exists(path) ? Files.readString(path) : "";
    if (UPDATE && !committed.equals(file.getValue())) {
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, file.getValue());
      fail("wrote " + file.getKey() + ": look at it and commit it");
    }
    assertThat(committed)
        .as("mvn -pl cli -am test -Dtest=GeneratedFilesTest -Ddrey.update=true writes it")
        .isEqualTo(file.getValue());
  }

  @Test
  void everyConnectorPageIsOfAConnector() throws IOException {
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs/reference/connectors"))) {
      assertThat(pages.map(page -> "docs/reference/connectors/" + page.getFileName()))
          .allSatisfy(page -> assertThat(files).containsKey(page));
    }
  }
}
