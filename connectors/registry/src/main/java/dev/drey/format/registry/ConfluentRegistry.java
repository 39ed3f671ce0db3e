// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.format.BadRecordException;
import java.io.Serializable;
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
 * record begins with a zero byte, then the number of its schema, four bytes of a big-endian int. It
 * is asked by one thread at a time.
 */
public final class ConfluentRegistry implements Serializable {
  private static final long serialVersionUID = 1;

  /** So many bytes stand before what is the format's own. */
  public static final int HEADER = 5;

  private static final byte MARK = 0;
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

  /** Called once where a job is started: what is read there alone is read now. */
  public void prepare() {
    access.prepare();
  }

  /**
   * The number of a record's schema.
   *
   * @throws BadRecordException where the record does not begin with one
   */
  public static int number(byte[] bytes, int offset, int length) throws BadRecordException {
    if (length < HEADER || bytes[offset] != MARK) {
      throw new BadRecordException(
          "the record does not begin with the number of its schema: a zero byte and four more");
    }
    return ByteBuffer.wrap(bytes, offset + 1, HEADER - 1).getInt();
  }

  /**
   * What the records of a sink's own schema begin with, which may be new to the registry.
   *
   * @throws RegistryException where the registry refuses it, or cannot be asked
   */
  public byte[] beginning(SchemaLanguage language, String schema) {
    return ByteBuffer.allocate(HEADER).put(MARK).putInt(number(language, schema)).array();
  }

  /**
   * The schema of a number, behind those that it refers to, each after what it refers to itself.
   *
   * @throws BadRecordException where the registry has none, or one of another language
   * @throws RegistryException where the registry cannot be asked
   */
  public List<RegisteredSchema> schemas(SchemaLanguage language, int number)
      throws BadRecordException {
    String name = Integer.toUnsignedString(number);
    RegistryAnswer answer = requests().get("/schemas/ids/" + name);
    if (answer.status() == NOT_FOUND) {
      throw new BadRecordException("the registry has no schema " + name + ": " + answer.message());
    }
    Map<String, RegisteredSchema> found = new LinkedHashMap<>();
    JsonNode body = answer.wanted(access);
    addReferred(language, body, found);
    List<RegisteredSchema> schemas = new ArrayList<>(found.values());
    schemas.add(RegisteredSchema.of("", schema(language, body)));
    return schemas;
  }

  private void addReferred(
      SchemaLanguage language, JsonNode body, Map<String, RegisteredSchema> found)
      throws BadRecordException {
    for (JsonNode reference : body.path("references")) {
      String at =
          "/subjects/"
              + encoded(reference.path("subject").asText())
              + "/versions/"
              + reference.path("version").asInt();
      if (!found.containsKey(at)) {
        JsonNode referred = requests().get(at).wanted(access);
        // Marks the way back of schemas that refer to each other.
        found.put(at, RegisteredSchema.of("", ""));
        addReferred(language, referred, found);
        found.remove(at);
        found.put(
            at, RegisteredSchema.of(reference.path("name").asText(), schema(language, referred)));
      }
    }
  }

  private static String schema(SchemaLanguage language, JsonNode body) throws BadRecordException {
    String type = body.path("schemaType").asText(SchemaLanguage.AVRO.type());
    if (!type.equals(language.type())) {
      throw new BadRecordException(
          "the record's schema is one of " + type + ", not of " + language.words());
    }
    return body.path("schema").asText();
  }

  private int number(SchemaLanguage language, String schema) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("schema", schema);
    if (language != SchemaLanguage.AVRO) {
      request.put("schemaType", language.type());
    }
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

  /** Made when somebody asks: a test of a spec opens what reads records, and asks nobody. */
  private RegistryRequests requests() {
    RegistryRequests made = requests;
    if (made == null) {
      made = new RegistryRequests(access);
      requests = made;
    }
    return made;
  }

  /** As a part of a path, of which a slash and a blank are no ends. */
  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
