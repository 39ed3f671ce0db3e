package dev.drey.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An application's property groups, from the file that the managed service writes: a list of {@code
 * {"PropertyGroupId": ..., "PropertyMap": {...}}}. Values are never logged: a group that Drey does
 * not know may hold anything.
 */
final class PropertyGroups {
  /** Where the managed service puts the file. */
  static final Path SERVICE_FILE = Path.of("/etc/flink/application_properties.json");

  private PropertyGroups() {}

  /** The groups by name; none where there is no file, as the service's own library has it. */
  static Map<String, Map<String, String>> readIfPresent(Path file) throws LaunchException {
    return Files.exists(file) ? read(file) : Map.of();
  }

  static Map<String, Map<String, String>> read(Path file) throws LaunchException {
    JsonNode list;
    try {
      list = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException malformed) {
      // The library's message would quote the text around the error, which may be a secret.
      throw new LaunchException(
          file + " is not JSON, at line " + malformed.getLocation().getLineNr());
    } catch (IOException unreadable) {
      throw new LaunchException("cannot read the application properties in " + file, unreadable);
    }
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    for (JsonNode entry : list) {
      JsonNode name = entry.path("PropertyGroupId");
      JsonNode values = entry.path("PropertyMap");
      if (!list.isArray() || !name.isTextual() || !values.isObject()) {
        throw new LaunchException(
            file + " is not a list of {\"PropertyGroupId\": NAME, \"PropertyMap\": {...}}");
      }
      Map<String, String> group = new LinkedHashMap<>();
      values
          .fields()
          .forEachRemaining(field -> group.put(field.getKey(), field.getValue().asText()));
      groups.put(name.asText(), group);
    }
    return groups;
  }
}
