// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The page of dependencies lists those that the modules name, with the versions that they have. */
class DependenciesTest {
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([\\w.]+)}");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\S+)` \\| (\\S+) \\| \\S.* \\| \\S.* \\|$");

  @Test
  void arePutDownWithTheirVersions() throws Exception {
    Path root = Repository.root();
    Map<String, String> listed = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(root.resolve("docs/reference/dependencies.md")));
    while (row.find()) {
      listed.put(row.group(1), row.group(2));
    }
    assertThat(listed).isEqualTo(named(root));
  }

  /** By group and artifact. */
  private static Map<String, String> named(Path root) throws Exception {
    Element parent = project(root.resolve("pom.xml"));
    Map<String, String> managed = new TreeMap<>();
    for (Element each : elements(parent, "dependency")) {
      if (!text(each, "version").isEmpty()) {
        managed.put(text(each, "groupId") + ":" + text(each, "artifactId"), text(each, "version"));
      }
    }
    Map<String, String> named = new TreeMap<>();
    for (Path pom : poms(root)) {
      Element project = project(pom);
      for (Element each : elements(project, "dependency")) {
        boolean own = ((Element) each.getParentNode()).getParentNode().equals(project);
        String library = text(each, "groupId") + ":" + text(each, "artifactId");
        if (own && !library.startsWith("dev.drey:")) {
          String version = text(each, "version");
          named.put(
              library,
              resolved(version.isEmpty() ? managed(library, managed) : version, project, parent));
        }
      }
    }
    return named;
  }

  /** Of itself, or of the list of its group. */
  private static String managed(String library, Map<String, String> managed) {
    if (managed.containsKey(library)) {
      return managed.get(library);
    }
    return managed.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("bom"))
        .filter(entry -> library.startsWith(entry.getKey().replaceFirst(":.*", "")))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(library + " has no version"));
  }

  private static String resolved(String version, Element project, Element parent) {
    Matcher property = PROPERTY.matcher(version);
    if (!property.matches()) {
      return version;
    }
    String own = property(project, property.group(1));
    return resolved(own.isEmpty() ? property(parent, property.group(1)) : own, project, parent);
  }

  private static String property(Element project, String name) {
    List<Element> properties = elements(project, "properties");
    return properties.isEmpty() ? "" : text(properties.get(0), name);
  }

  private static List<Path> poms(Path root) throws Exception {
    try (Stream<Path> files = Files.walk(root, 3)) {
      return files
          .filter(path -> path.endsWith("pom.xml") && !path.toString().contains("target"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static Element project(Path pom) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    return document.getDocumentElement();
  }

  private static List<Element> elements(Element in, String name) {
    NodeList found = in.getElementsByTagName(name);
    return Stream.iterate(0, i -> i + 1)
        .limit(found.getLength())
        .map(i -> (Element) found.item(i))
        .collect(Collectors.toList());
  }

  /** Of a child; nothing where there is none. */
  private static String text(Element element, String child) {
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      Node node = children.item(i);
      if (node.getNodeName().equals(child)) {
        return node.getTextContent().trim();
      }
    }
    return "";
  }
}
