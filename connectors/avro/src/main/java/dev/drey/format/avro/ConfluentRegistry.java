// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.format.BadRecordException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registry with the REST interface of Confluent's (the API reference of Schema Registry). No
 * client of it is to be had from the public repositories, so these three requests are made here. A
 * record begins with a zero byte, then the number of its schema, four bytes of a big-endian int.
 */
final class ConfluentRegistry implements SchemaRegistry {
  private static final long serialVersionUID = 1;

  private static final byte MARK = 0;
  private static final int HEADER = 5;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final RegistryAccess access;
  private final String subject;
  private final boolean registers;
  private transient @Nullable RegistryRequests requests;

  ConfluentRegistry(RegistryAccess access, String subject, boolean registers) {
    this.access = access;
    this.subject = subject;
    this.registers = registers;
  }

  @Override
  public void prepare() {
    access.prepare();
  }

  @Override
  public void open() {
    requests = new RegistryRequests(access);
  }

  @Override
  public SchemaId id(byte[] bytes, int offset, int length) throws BadRecordException {
    if (length < HEADER || bytes[offset] != MARK) {
      throw new BadRecordException(
          "the record does not begin with the number of its schema: a zero byte and four more");
    }
    return SchemaId.number(ByteBuffer.wrap(bytes, offset + 1, HEADER - 1).getInt());
  }

  @Override
  public Object[] row(AvroDecoder decoder, byte[] bytes, int offset, int length)
      throws BadRecordException {
    return decoder.decode(bytes, offset + HEADER, length - HEADER);
  }

  @Override
  public String name(SchemaId id) {
    return Long.toString(id.low());
  }

  @Override
  public byte[] beginning(String schema) {
    return ByteBuffer.allocate(HEADER).put(MARK).putInt(number(schema)).array();
  }

  @Override
  public List<String> schemas(SchemaId id) throws BadRecordException {
    RegistryAnswer answer = requests().get("/schemas/ids/" + name(id));
    if (answer.status() == NOT_FOUND) {
      throw new BadRecordException(
          "the registry has no schema " + name(id) + ": " + answer.message());
    }
    return inOrder(answer);
  }

  private List<String> inOrder(RegistryAnswer answer) throws BadRecordException {
    Map<String, String> found = new LinkedHashMap<>();
    JsonNode body = answer.wanted(access);
    addReferred(body, found);
    List<String> schemas = new ArrayList<>(found.values());
    schemas.add(schema(body));
    return schemas;
  }

  private void addReferred(JsonNode body, Map<String, String> found) throws BadRecordException {
    for (JsonNode reference : body.path("references")) {
      String at =
          "/subjects/"
              + encoded(reference.path("subject").asText())
              + "/versions/"
              + reference.path("version").asInt();
      if (!found.containsKey(at)) {
        JsonNode referred = requests().get(at).wanted(access);
        found.put(at, ""); // Marks the way back of schemas that refer to each other.
        addReferred(referred, found);
        found.remove(at);
        found.put(at, schema(referred));
      }
    }
  }

  private static String schema(JsonNode body) throws BadRecordException {
    String language = body.path("schemaType").asText("AVRO");
    if (!language.equals("AVRO")) {
      throw new BadRecordException("the record's schema is one of " + language + ", not of Avro");
    }
    return body.path("schema").asText();
  }

  private int number(String schema) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("schema", schema);
    String at = "/subjects/" + encoded(subject) + (registers ? "/versions" : "");
    RegistryAnswer answer = requests().post(at, request.toString());
    if (answer.status() == CONFLICT) {
      throw new RegistryException(
          "the schema does not go with those that subject `"
              + subject
              + "` has; change the columns, or how the subject's schemas have to be compatible: "
              + answer.message(),
          null);
    }
    if (answer.status() == NOT_FOUND) {
      throw new RegistryException(
          "subject `"
              + subject
              + "` does not have the schema of these columns, and with `register: false` nobody"
              + " adds it: "
              + answer.message(),
          null);
    }
    return answer.wanted(access).path("id").asInt();
  }

  private RegistryRequests requests() {
    return requireNonNull(requests, "open() comes first");
  }

  /** As a part of a path, of which a slash and a blank are no ends. */
  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
