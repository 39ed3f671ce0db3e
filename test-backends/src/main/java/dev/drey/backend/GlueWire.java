// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * What AWS Glue answers of its Schema Registry, on loopback: versions of schemas in registries, and
 * its errors, as the API reference of its actions has them. A version that is added is {@code
 * PENDING} until it is asked for, as the service has it while it compares.
 */
public final class GlueWire implements AutoCloseable {
  private static final String TARGET = "AWSGlue.";
  private static final String VERSION_ID = "SchemaVersionId";

  private final ObjectMapper json = new ObjectMapper();
  private final WireServer server = WireServer.start(this::answer);
  private final Map<String, Map<String, Schema>> registries = new LinkedHashMap<>();
  private final Map<String, Version> versions = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Deque<WireAnswer> failures = new ArrayDeque<>();
  private BiPredicate<String, String> compatible = (older, newer) -> true;

  public GlueWire(String... registries) {
    for (String registry : registries) {
      this.registries.put(registry, new LinkedHashMap<>());
    }
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** Adds a version, and gives its number. */
  public synchronized UUID add(String registry, String schema, String format, String definition) {
    Map<String, Schema> schemas = Objects.requireNonNull(registries.get(registry));
    Schema of = schemas.computeIfAbsent(schema, name -> new Schema(format, "BACKWARD"));
    Version version = new Version(definition, format, "AVAILABLE");
    of.versions.add(version);
    versions.put(version.id, version);
    return UUID.fromString(version.id);
  }

  /** Whether a schema may follow the last one; all may unless it is said. */
  public synchronized void compatible(BiPredicate<String, String> olderAndNewer) {
    compatible = olderAndNewer;
  }

  /** Answers the next request so. */
  public synchronized void failNext(int status, String code, String message) {
    failures.add(WireAnswer.error(status, code, message));
  }

  /** Answers the next requests not at all. */
  public synchronized void ignoreNext(int requests) {
    for (int i = 0; i < requests; i++) {
      failures.add(WireAnswer.never());
    }
  }

  /** The actions that were asked for, in order. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** The definitions of a schema's versions that can be used. */
  public synchronized List<String> definitions(String registry, String schema) {
    List<String> definitions = new ArrayList<>();
    Schema of = registries.getOrDefault(registry, Map.of()).get(schema);
    if (of != null) {
      of.versions.stream()
          .filter(version -> !version.status.equals("FAILURE"))
          .forEach(version -> definitions.add(version.definition));
    }
    return definitions;
  }

  private synchronized WireAnswer answer(HttpExchange exchange, byte[] body) throws IOException {
    String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    String action = target.startsWith(TARGET) ? target.substring(TARGET.length()) : target;
    requests.add(action);
    if (!failures.isEmpty()) {
      return failures.remove();
    }
    JsonNode request = json.readTree(body);
    switch (action) {
      case "GetSchemaVersion":
        return version(request);
      case "GetSchemaByDefinition":
        return byDefinition(request);
      case "GetSchema":
        return schema(request);
      case "RegisterSchemaVersion":
        return registered(request);
      case "CreateSchema":
        return created(request);
      default:
        return WireAnswer.error(400, "UnknownOperationException", "no " + target);
    }
  }

  private static WireAnswer none(String what) {
    return WireAnswer.error(400, "EntityNotFoundException", what + " is not found.");
  }

  private WireAnswer version(JsonNode request) {
    Version version = versions.get(request.path(VERSION_ID).asText());
    if (version == null) {
      return none("Schema version");
    }
    if (version.status.equals("PENDING")) {
      version.status = version.fits ? "AVAILABLE" : "FAILURE";
    }
    return ok(
        json.createObjectNode()
            .put(VERSION_ID, version.id)
            .put("SchemaDefinition", version.definition)
            .put("DataFormat", version.format)
            .put("Status", version.status));
  }

  private static WireAnswer ok(ObjectNode body) {
    return WireAnswer.json(200, body.toString());
  }

  private Optional<Schema> find(JsonNode request) {
    JsonNode id = request.path("SchemaId");
    return Optional.ofNullable(
        registries
            .getOrDefault(id.path("RegistryName").asText(), Map.of())
            .get(id.path("SchemaName").asText()));
  }

  private WireAnswer byDefinition(JsonNode request) {
    for (Version version : find(request).map(schema -> schema.versions).orElse(List.of())) {
      if (version.definition.equals(request.path("SchemaDefinition").asText())) {
        return ok(
            json.createObjectNode()
                .put(VERSION_ID, version.id)
                .put("DataFormat", version.format)
                .put("Status", version.status));
      }
    }
    return none("Schema");
  }

  private WireAnswer schema(JsonNode request) {
    return find(request)
        .map(schema -> ok(json.createObjectNode().put("Compatibility", schema.compatibility)))
        .orElseGet(() -> none("Schema"));
  }

  private WireAnswer registered(JsonNode request) {
    return find(request)
        .map(
            schema -> {
              String definition = request.path("SchemaDefinition").asText();
              Version version = new Version(definition, schema.format, "PENDING");
              version.fits =
                  schema.versions.isEmpty()
                      || compatible.test(
                          schema.versions.get(schema.versions.size() - 1).definition, definition);
              schema.versions.add(version);
              versions.put(version.id, version);
              return ok(
                  json.createObjectNode()
                      .put(VERSION_ID, version.id)
                      .put("VersionNumber", schema.versions.size())
                      .put("Status", version.status));
            })
        .orElseGet(() -> none("Schema"));
  }

  private WireAnswer created(JsonNode request) {
    String registry = request.path("RegistryId").path("RegistryName").asText();
    Map<String, Schema> schemas = registries.get(registry);
    if (schemas == null) {
      return none("Registry");
    }
    String name = request.path("SchemaName").asText();
    if (schemas.containsKey(name)) {
      return WireAnswer.error(400, "AlreadyExistsException", "Schema already exists.");
    }
    String format = request.path("DataFormat").asText();
    Schema schema = new Schema(format, request.path("Compatibility").asText());
    schemas.put(name, schema);
    Version version = new Version(request.path("SchemaDefinition").asText(), format, "AVAILABLE");
    schema.versions.add(version);
    versions.put(version.id, version);
    return ok(
        json.createObjectNode()
            .put(VERSION_ID, version.id)
            .put("SchemaVersionStatus", version.status));
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class Schema {
    private final String format;
    private final String compatibility;
    private final List<Version> versions = new ArrayList<>();

    Schema(String format, String compatibility) {
      this.format = format;
      this.compatibility = compatibility;
    }
  }

  private static final class Version {
    private final String id = UUID.randomUUID().toString();
    private final String definition;
    private final String format;
    private String status;
    private boolean fits = true;

    Version(String definition, String format, String status) {
      this.definition = definition;
      this.format = format;
      this.status = status;
    }
  }
}
