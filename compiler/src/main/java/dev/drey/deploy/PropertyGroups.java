// SPDX-License-Identifier: Apache-2.0
package dev.drey.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An application's property groups, from a file: as the managed service writes it, a list of {@code
 * {"PropertyGroupId": ..., "PropertyMap": {...}}}, or as {@code drey package} prints them and the
 * service's own requests and answers hold them, with that list inside. Values are never logged: a
 * group that Drey does not know may hold anything.
 */
public final class PropertyGroups {
  /** Where the managed service puts the file. */
  public static final Path SERVICE_FILE = Path.of("/etc/flink/application_properties.json");

  /** Far beyond what an application may have: 50 groups of 50 properties of 2 KB. */
  private static final int MAX_BYTES = 16 << 20;

  private static final String LIST = "PropertyGroups";

  /** What the list is wrapped in, from the outermost. */
  private static final List<String> WRAPPERS =
      List.of(
          "ApplicationDetail",
          "ApplicationConfiguration",
          "ApplicationConfigurationUpdate",
          "ApplicationConfigurationDescription",
          "EnvironmentProperties",
          "EnvironmentPropertyUpdates",
          "EnvironmentPropertyDescriptions",
          LIST,
          "PropertyGroupDescriptions");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path file;

  private PropertyGroups(Path file) {
    this.file = file;
  }

  /** The groups by name; none where there is no file, as the service's own library has it. */
  public static Map<String, Map<String, String>> readIfPresent(Path file) throws IOException {
    return Files.exists(file) ? read(file) : Map.of();
  }

  /**
   * The groups by name.
   *
   * @throws IOException where the file cannot be read or holds something else, in words
   */
  public static Map<String, Map<String, String>> read(Path file) throws IOException {
    return new PropertyGroups(file).read();
  }

  private Map<String, Map<String, String>> read() throws IOException {
    JsonNode list = unwrapped(parse(bytes()));
    if (!list.isArray()) {
      throw wrong("holds no list of property groups");
    }
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    for (JsonNode entry : list) {
      JsonNode name = entry.path("PropertyGroupId");
      JsonNode values = entry.path("PropertyMap");
      if (!name.isTextual() || !values.isObject()) {
        throw wrong("has a group without a PropertyGroupId or without a PropertyMap");
      }
      if (groups.put(name.asText(), group(name.asText(), values)) != null) {
        throw wrong(
            "has the group `" + name.asText() + "` twice; keep one, with the keys of one layout");
      }
    }
    return groups;
  }

  private Map<String, String> group(String name, JsonNode values) throws IOException {
    Map<String, String> group = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : values.properties()) {
      if (!property.getValue().isValueNode() || property.getValue().isNull()) {
        throw wrong(
            "has a property `"
                + property.getKey()
                + "` in the group `"
                + name
                + "` that is not a text");
      }
      group.put(property.getKey(), property.getValue().asText());
    }
    return group;
  }

  private static JsonNode unwrapped(JsonNode root) {
    JsonNode node = root;
    for (String wrapper : WRAPPERS) {
      node = node.isObject() && node.has(wrapper) ? node.get(wrapper) : node;
    }
    return node;
  }

  private byte[] bytes() throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException missing) {
      throw new IOException("there are no application properties in " + file, missing);
    } catch (IOException unreadable) {
      throw new IOException("cannot read the application properties in " + file, unreadable);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException(file + " is larger than 16 MB: not application properties");
    }
    return bytes;
  }

  // The library's own messages quote the text around the error, which may be a secret.
  private JsonNode parse(byte[] bytes) throws IOException {
    try {
      return JSON.readTree(bytes);
    } catch (StreamConstraintsException beyond) {
      throw wrong("is nested too deeply or has too long a text");
    } catch (JsonProcessingException malformed) {
      int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
      throw malformed.getOriginalMessage().startsWith("Duplicate field")
          ? wrong("has a key twice in one object, at line " + line)
          : new IOException(file + " is not JSON, at line " + line);
    } catch (IOException impossible) {
      throw new IOException("cannot read the application properties in " + file, impossible);
    }
  }

  private IOException wrong(String what) {
    return new IOException(
        file
            + " "
            + what
            + "; what `drey package SPEC` prints is taken, or a list of {\"PropertyGroupId\": NAME,"
            + " \"PropertyMap\": {...}}");
  }
}
