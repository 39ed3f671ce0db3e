// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the file that the managed service makes of an application's property groups. */
final class ApplicationProperties {
  private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();

  ApplicationProperties group(String name, Map<String, String> values) {
    groups.put(name, values);
    return this;
  }

  Path write(Path folder) throws IOException {
    List<Object> list = new ArrayList<>();
    groups.forEach((name, map) -> list.add(Map.of("PropertyGroupId", name, "PropertyMap", map)));
    Path file = folder.resolve("application_properties.json");
    Files.write(file, new ObjectMapper().writeValueAsBytes(list));
    return file;
  }
}
