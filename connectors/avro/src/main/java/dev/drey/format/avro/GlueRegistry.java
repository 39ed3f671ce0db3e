// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.BadRecordException;
import dev.drey.format.registry.RegistryException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.CreateSchemaResponse;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetSchemaByDefinitionResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

/**
 * AWS Glue's Schema Registry, asked by the SDK's client. A record begins as the registry's own
 * serializers write it: a byte that says the form, one that says whether the value is packed by
 * zlib, the 16 bytes of the version of its schema.
 */
final class GlueRegistry implements SchemaRegistry {
  private static final long serialVersionUID = 1;

  private static final byte FORM = 3;
  private static final byte PLAIN = 0;
  private static final byte ZLIB = 5;
  private static final int HEADER = 18;
  private static final long PAUSE_MILLIS = 200;

  private final GlueSubject subject;
  private final GlueRequests requests;
  private final boolean packs;
  private final int most;

  /**
   * @param most bytes that a value may have once it is unpacked
   */
  GlueRegistry(GlueSubject subject, GlueRequests requests, boolean packs, int most) {
    this.subject = subject;
    this.requests = requests;
    this.packs = packs;
    this.most = most;
  }

  @Override
  public void open() {
    requests.open();
  }

  @Override
  public SchemaId id(byte[] bytes, int offset, int length) throws BadRecordException {
    if (length < HEADER || bytes[offset] != FORM) {
      throw new BadRecordException(
          "the record does not begin as those of Glue's schema registry do: the byte 3, and 17"
              + " more");
    }
    byte packing = bytes[offset + 1];
    if (packing != PLAIN && packing != ZLIB) {
      throw new BadRecordException(
          "the record says to be packed in the way " + packing + ", and 0 and 5 are known");
    }
    ByteBuffer id = ByteBuffer.wrap(bytes, offset + 2, HEADER - 2);
    return SchemaId.of(id.getLong(), id.getLong());
  }

  @Override
  public Object[] row(AvroDecoder decoder, byte[] bytes, int offset, int length)
      throws BadRecordException {
    if (bytes[offset + 1] == PLAIN) {
      return decoder.decode(bytes, offset + HEADER, length - HEADER);
    }
    byte[] value = unpacked(bytes, offset + HEADER, length - HEADER);
    return decoder.decode(value, 0, value.length);
  }

  private byte[] unpacked(byte[] bytes, int offset, int length) throws BadRecordException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, offset, length);
      ByteArrayOutputStream value = new ByteArrayOutputStream(2 * length);
      byte[] part = new byte[8192];
      while (!inflater.finished()) {
        int count = inflater.inflate(part);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new BadRecordException("the record's packed value ends too early");
        }
        if (value.size() + count > most) {
          throw new BadRecordException(
              "the record has more than "
                  + most
                  + " bytes once unpacked, the most that the format lets it have");
        }
        value.write(part, 0, count);
      }
      return value.toByteArray();
    } catch (DataFormatException e) {
      throw new BadRecordException("the record's packed value is damaged: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  @Override
  public byte[] finished(byte[] record) {
    if (!packs) {
      return record;
    }
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(record, HEADER, record.length - HEADER);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream(record.length);
      packed.write(record, 0, HEADER);
      byte[] part = new byte[8192];
      while (!deflater.finished()) {
        packed.write(part, 0, deflater.deflate(part));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  @Override
  public String name(SchemaId id) {
    return new UUID(id.high(), id.low()).toString();
  }

  @Override
  public List<String> schemas(SchemaId id) throws BadRecordException {
    GetSchemaVersionResponse version;
    try {
      version = version(name(id));
    } catch (EntityNotFoundException e) {
      throw new BadRecordException(
          "the registry has no schema " + name(id) + ": " + e.getMessage());
    }
    if (version.dataFormat() != DataFormat.AVRO) {
      throw new BadRecordException(
          "the record's schema is one of " + version.dataFormatAsString() + ", not of Avro");
    }
    return List.of(version.schemaDefinition());
  }

  private GetSchemaVersionResponse version(String id) {
    return requests.answer(glue -> glue.getSchemaVersion(request -> request.schemaVersionId(id)));
  }

  @Override
  public byte[] beginning(String schema) {
    UUID id = UUID.fromString(available(schema));
    return ByteBuffer.allocate(HEADER)
        .put(FORM)
        .put(packs ? ZLIB : PLAIN)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  /** The version of the schema, which the registry has by now. */
  private String available(String schema) {
    Optional<Version> known = known(schema);
    if (known.isEmpty() && !subject.registers()) {
      throw new RegistryException(
          subject.words()
              + " does not have the schema of these columns, and with `register: false` nobody adds"
              + " it",
          null);
    }
    Version version = known.orElseGet(() -> registered(schema));
    long deadline = requests.deadline();
    while (version.status == SchemaVersionStatus.PENDING) {
      if (System.nanoTime() > deadline) {
        throw new RegistryException(
            subject.words() + " is still being compared with the schema of these columns", null);
      }
      GlueRequests.pause(PAUSE_MILLIS);
      version = new Version(version.id, version(version.id).status());
    }
    if (version.status != SchemaVersionStatus.AVAILABLE) {
      throw new RegistryException(unfit(), null);
    }
    return version.id;
  }

  private String unfit() {
    String compatibility =
        requests
            .answer(glue -> glue.getSchema(request -> request.schemaId(named())))
            .compatibilityAsString();
    return "the schema does not go with those that "
        + subject.words()
        + " has, whose compatibility is "
        + compatibility
        + "; change the columns, or the compatibility";
  }

  private software.amazon.awssdk.services.glue.model.SchemaId named() {
    return software.amazon.awssdk.services.glue.model.SchemaId.builder()
        .registryName(subject.registry())
        .schemaName(subject.schema())
        .build();
  }

  private Optional<Version> known(String schema) {
    try {
      GetSchemaByDefinitionResponse found =
          requests.answer(
              glue ->
                  glue.getSchemaByDefinition(
                      request -> request.schemaId(named()).schemaDefinition(schema)));
      return Optional.of(new Version(found.schemaVersionId(), found.status()));
    } catch (EntityNotFoundException e) {
      return Optional.empty();
    }
  }

  private Version registered(String schema) {
    try {
      RegisterSchemaVersionResponse added =
          requests.answer(
              glue ->
                  glue.registerSchemaVersion(
                      request -> request.schemaId(named()).schemaDefinition(schema)));
      return new Version(added.schemaVersionId(), added.status());
    } catch (EntityNotFoundException notThere) {
      return created(schema);
    }
  }

  private Version created(String schema) {
    try {
      CreateSchemaResponse created =
          requests.answer(
              glue ->
                  glue.createSchema(
                      request ->
                          request
                              .registryId(id -> id.registryName(subject.registry()))
                              .schemaName(subject.schema())
                              .dataFormat(DataFormat.AVRO)
                              .compatibility(subject.compatibility())
                              .schemaDefinition(schema)));
      return new Version(created.schemaVersionId(), created.schemaVersionStatus());
    } catch (AlreadyExistsException another) {
      // Another subtask was a moment faster.
      return registered(schema);
    } catch (EntityNotFoundException e) {
      throw new RegistryException(
          "there is no registry `" + subject.registry() + "` in Glue: " + e.getMessage(), e);
    }
  }

  /** A version of the schema, and whether it can be used. */
  private static final class Version {
    private final String id;
    private final SchemaVersionStatus status;

    Version(String id, SchemaVersionStatus status) {
      this.id = id;
      this.status = status;
    }
  }
}
