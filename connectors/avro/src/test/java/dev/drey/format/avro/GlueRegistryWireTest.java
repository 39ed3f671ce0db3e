// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.schemaregistry.common.configs.GlueSchemaRegistryConfiguration;
import com.amazonaws.services.schemaregistry.deserializers.GlueSchemaRegistryDeserializerDataParser;
import com.amazonaws.services.schemaregistry.serializers.SerializationDataEncoder;
import com.amazonaws.services.schemaregistry.utils.AWSSchemaRegistryConstants;
import dev.drey.backend.GlueWire;
import dev.drey.connector.Permission;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.registry.RegistryException;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Records whose schemas Glue has, against a server that speaks its protocol to the SDK's client.
 */
@Timeout(60)
class GlueRegistryWireTest {
  private static final RowType TYPE =
      RowType.of(
          List.of(
              Field.of("id", DataType.of(TypeKind.BIGINT).notNull()),
              Field.of("name", DataType.string())));
  private static final String FIRST =
      "{\"type\":\"record\",\"name\":\"T\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"},"
          + "{\"name\":\"name\",\"type\":\"string\"}]}";
  private static final String SECOND =
      "{\"type\":\"record\",\"name\":\"T\",\"fields\":[{\"name\":\"extra\",\"type\":\"string\"},"
          + "{\"name\":\"name\",\"type\":[\"null\",\"string\"]},{\"name\":\"id\",\"type\":\"int\"}]}";
  private static final AvroFormat FORMAT = new AvroFormat();

  private final GlueWire glue = new GlueWire("payments");

  @AfterEach
  void stop() {
    glue.close();
  }

  private OptionValues options(Object... pairs) {
    Map<String, Object> options = new HashMap<>();
    options.put("endpoint", glue.endpoint().toString());
    options.put("name", "payments");
    options.put(
        "credentials",
        OptionValues.of(
            Map.of("basic", OptionValues.of(Map.of("accessKey", "a", "secretKey", "s")))));
    for (int i = 0; i < pairs.length; i += 2) {
      options.put((String) pairs[i], pairs[i + 1]);
    }
    return around(options);
  }

  private static OptionValues around(Map<String, Object> options) {
    return OptionValues.of(
        Map.of("registry", OptionValues.of(Map.of("glue", OptionValues.of(options)))));
  }

  private static RowDecoder decoder(OptionValues options) throws Exception {
    RowDecoder decoder =
        InstantiationUtil.clone(
            FORMAT.decoder(DecoderContext.of(TYPE, TYPE, List.of(0, 1), options)));
    decoder.open();
    return decoder;
  }

  private static RowEncoder encoder(OptionValues options) throws Exception {
    RowEncoder encoder = InstantiationUtil.clone(FORMAT.encoder(TYPE, options));
    encoder.open();
    return encoder;
  }

  private static byte[] value(String schema, @Nullable Object... pairs) throws Exception {
    GenericRecord record = new GenericData.Record(new Schema.Parser().parse(schema));
    for (int i = 0; i < pairs.length; i += 2) {
      record.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return AvroRecordsTest.bytes(record.getSchema(), record);
  }

  /** As AWS's documentation of the serializers has it: 3, the packing, the version, the value. */
  private static byte[] record(int packing, UUID version, byte[] value) {
    return ByteBuffer.allocate(18 + value.length)
        .put((byte) 3)
        .put((byte) packing)
        .putLong(version.getMostSignificantBits())
        .putLong(version.getLeastSignificantBits())
        .put(value)
        .array();
  }

  private static byte[] deflated(byte[] value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(value);
    }
    return bytes.toByteArray();
  }

  private static Object[] row(RowDecoder decoder, byte[] record) throws Exception {
    return Objects.requireNonNull(decoder.decode(record, 0, record.length));
  }

  private static void refused(RowDecoder decoder, byte[] record, String reason) {
    assertThatThrownBy(() -> decoder.decode(record, 0, record.length))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void eachRecordIsReadByTheSchemaThatItWasWrittenWith() throws Exception {
    UUID first = glue.add("payments", "t", "AVRO", FIRST);
    UUID second = glue.add("payments", "t", "AVRO", SECOND);
    RowDecoder decoder = decoder(options());
    for (int i = 0; i < 3; i++) {
      assertThat(row(decoder, record(0, first, value(FIRST, "id", 1L, "name", "a"))))
          .containsExactly(1L, "a");
      byte[] packed = deflated(value(SECOND, "extra", "x".repeat(5000), "name", null, "id", 2));
      assertThat(packed).hasSizeLessThan(100);
      assertThat(row(decoder, record(5, second, packed))).containsExactly(2L, null);
    }
    assertThat(glue.requests()).containsExactly("GetSchemaVersion", "GetSchemaVersion");
  }

  @Test
  void whatCannotBeReadIsABadRecordAndIsAskedForOnce() throws Exception {
    UUID other = glue.add("payments", "j", "JSON", "{}");
    UUID unfit = glue.add("payments", "u", "AVRO", FIRST.replace("\"long\"", "\"string\""));
    UUID first = glue.add("payments", "t", "AVRO", FIRST);
    UUID unknown = new UUID(1, 2);
    RowDecoder decoder =
        decoder(
            OptionValues.of(
                Map.of(
                    "maxUnpacked",
                    1000L,
                    "registry",
                    Objects.requireNonNull(options().asMap().get("registry")))));
    byte[] plain = value(FIRST, "id", 1L, "name", "a");
    for (int i = 0; i < 2; i++) {
      refused(decoder, record(0, unknown, plain), "the registry has no schema 00000000-0000-0001-");
      refused(decoder, record(0, other, plain), "the record's schema is one of JSON, not of Avro");
      refused(decoder, record(0, unfit, plain), "column `id` is BIGINT");
    }
    assertThat(glue.requests()).hasSize(3);
    refused(decoder, plain, "the record does not begin as those of Glue's schema registry do");
    refused(decoder, record(7, first, plain), "the record says to be packed in the way 7");
    refused(decoder, record(5, first, plain), "the record's packed value is damaged");
    byte[] packed = deflated(plain);
    refused(
        decoder,
        record(5, first, Arrays.copyOf(packed, packed.length - 6)),
        "the record's packed value ends too early");
    byte[] bomb = deflated(value(FIRST, "id", 1L, "name", "x".repeat(1001)));
    refused(decoder, record(5, first, bomb), "the record has more than 1000 bytes once unpacked");
    assertThat(row(decoder, record(5, first, packed))).containsExactly(1L, "a");
  }

  @Test
  void aSinkAddsItsSchemaOnce() throws Exception {
    OptionValues options = options("schemaName", "orders", "compatibility", "FULL");
    RowEncoder encoder = encoder(options);
    byte[] record = encoder.encode(new Object[] {7L, "x"});
    assertThat(glue.requests())
        .containsExactly("GetSchemaByDefinition", "RegisterSchemaVersion", "CreateSchema");
    assertThat(glue.definitions("payments", "orders"))
        .containsExactly(AvroSchemas.of(TYPE).toString());
    assertThat(record).startsWith(3, 0);
    assertThat(row(decoder(options), record)).containsExactly(7L, "x");

    // The next one finds it, and packs what it writes.
    byte[] packed =
        encoder(options("schemaName", "orders", "compression", "zlib"))
            .encode(new Object[] {8L, "y".repeat(500)});
    assertThat(Arrays.copyOfRange(packed, 2, 18)).isEqualTo(Arrays.copyOfRange(record, 2, 18));
    assertThat(packed[1]).isEqualTo((byte) 5);
    byte[] value =
        new InflaterInputStream(new ByteArrayInputStream(packed, 18, packed.length - 18))
            .readAllBytes();
    assertThat(value).hasSize(1 + 1 + 2 + 500);
    assertThat(row(decoder(options), packed)).containsExactly(8L, "y".repeat(500));
    assertThat(glue.definitions("payments", "orders")).hasSize(1);
  }

  /** The registry's own serializers, at their two ends of a record. */
  @Test
  void theRegistrysOwnSerializersWriteAndReadTheSame() throws Exception {
    UUID first = glue.add("payments", "t", "AVRO", FIRST);
    byte[] value = value(FIRST, "id", 1L, "name", "z".repeat(300));
    for (String compression : List.of("NONE", "ZLIB")) {
      Map<String, Object> settings = new HashMap<>();
      settings.put(AWSSchemaRegistryConstants.AWS_REGION, "eu-central-1");
      settings.put(AWSSchemaRegistryConstants.COMPRESSION_TYPE, compression);
      byte[] record =
          new SerializationDataEncoder(new GlueSchemaRegistryConfiguration(settings))
              .write(value, first);
      assertThat(row(decoder(options()), record)).containsExactly(1L, "z".repeat(300));

      byte[] ours =
          encoder(
                  options(
                      "schemaName", "ours", "compression", compression.toLowerCase(Locale.ROOT)))
              .encode(new Object[] {1L, "z".repeat(300)});
      GlueSchemaRegistryDeserializerDataParser parser =
          GlueSchemaRegistryDeserializerDataParser.getInstance();
      assertThat(parser.isDataCompatible(ByteBuffer.wrap(ours), new StringBuilder())).isTrue();
      assertThat(parser.isCompressionEnabled(ByteBuffer.wrap(ours)))
          .isEqualTo(compression.equals("ZLIB"));
      // A union with null is in front of the name in the schema that is ours.
      assertThat(parser.getPlainData(ByteBuffer.wrap(ours)))
          .hasSize(value.length + 1)
          .startsWith(2, 2);
    }
  }

  @Test
  void aSchemaThatDoesNotGoWithTheOthersStopsTheJob() throws Exception {
    glue.compatible(
        (older, newer) ->
            SchemaCompatibility.checkReaderWriterCompatibility(
                        new Schema.Parser().parse(newer), new Schema.Parser().parse(older))
                    .getType()
                == SchemaCompatibilityType.COMPATIBLE);
    glue.add(
        "payments",
        "orders",
        "AVRO",
        "{\"type\":\"record\",\"name\":\"record\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");
    assertThatThrownBy(() -> encoder(options("schemaName", "orders")))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "the schema does not go with those that schema `orders` of the registry `payments` has,"
                + " whose compatibility is BACKWARD; change the columns, or the compatibility");
    glue.add("payments", "fitting", "AVRO", FIRST.replace("\"T\"", "\"record\""));
    assertThat(encoder(options("schemaName", "fitting")).encode(new Object[] {1L, "a"}))
        .startsWith(3, 0);
    assertThatThrownBy(() -> encoder(options("schemaName", "new", "register", false)))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "schema `new` of the registry `payments` does not have the schema of these columns, and"
                + " with `register: false` nobody adds it");
    assertThatThrownBy(() -> encoder(options("schemaName", "a", "name", "none")))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("there is no registry `none` in Glue: Registry is not found.");
  }

  @Test
  void aRequestThatIsNeverAnsweredIsGivenUpWithItsConnection() throws Exception {
    UUID first = glue.add("payments", "t", "AVRO", FIRST);
    byte[] record = record(0, first, value(FIRST, "id", 1L, "name", "a"));
    glue.ignoreNext(1);
    assertThat(row(decoder(options("timeout", Duration.ofMillis(2500))), record))
        .containsExactly(1L, "a");
    assertThat(glue.requests()).hasSize(2);

    glue.ignoreNext(20);
    RowDecoder silent = decoder(options("timeout", Duration.ofMillis(600)));
    long started = System.nanoTime();
    assertThatThrownBy(() -> silent.decode(record, 0, record.length))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("does not answer: nothing came within 1000 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    assertThat(glue.requests()).hasSize(3);
  }

  @Test
  void aBusyRegistryIsAskedAgainAndOneThatLetsNobodyInIsNot() throws Exception {
    UUID first = glue.add("payments", "t", "AVRO", FIRST);
    byte[] record = record(0, first, value(FIRST, "id", 1L, "name", "a"));
    glue.failNext(400, "ThrottlingException", "Rate exceeded");
    glue.failNext(500, "InternalServiceException", "Oops");
    assertThat(row(decoder(options()), record)).containsExactly(1L, "a");
    assertThat(glue.requests()).hasSize(3);

    glue.failNext(400, "AccessDeniedException", "not authorized");
    RowDecoder refused = decoder(options());
    assertThatThrownBy(() -> refused.decode(record, 0, record.length))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("Glue's schema registry refuses: ")
        .hasMessageContaining("not authorized");

    RowDecoder nobody =
        decoder(options("endpoint", "http://127.0.0.1:9", "timeout", Duration.ofMillis(200)));
    assertThatThrownBy(() -> nobody.decode(record, 0, record.length))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("Glue's schema registry does not answer: ");
  }

  @Test
  void whatIsWrongAndWhatIsNeededIsKnownBeforeAJobStarts() {
    assertThat(FORMAT.checkWriting(options(), TYPE))
        .extracting(OptionProblem::message)
        .containsExactly("a sink's schema is a version of one in the registry, and none is named");
    assertThat(FORMAT.check(options("fips", true)))
        .extracting(OptionProblem::option)
        .containsExactly("registry.glue.fips");
    assertThat(FORMAT.permissions(options("region", "eu-central-1", "schemaName", "t"), false))
        .contains(
            Permission.of("glue:GetSchemaVersion", "*"),
            Permission.of(
                "glue:RegisterSchemaVersion",
                "arn:aws:glue:eu-central-1:*:registry/payments",
                "arn:aws:glue:eu-central-1:*:schema/payments/t"));
    assertThat(FORMAT.permissions(options(), true))
        .containsExactly(Permission.of("glue:GetSchemaVersion", "*"));
    assertThat(FORMAT.permissions(OptionValues.empty(), true)).isEmpty();
  }
}
