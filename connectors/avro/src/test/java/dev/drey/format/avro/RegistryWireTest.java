// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drey.backend.KafkaSecurity;
import dev.drey.backend.RegistryWire;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.Permission;
import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.format.registry.RegistryException;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records whose schemas a registry has, against a server that speaks its protocol. */
@Timeout(60)
class RegistryWireTest {
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

  @TempDir Path folder;

  private final RegistryWire registry = new RegistryWire();
  private final ObjectMapper json = new ObjectMapper();

  @AfterEach
  void stop() {
    registry.close();
  }

  private OptionValues options(Object... pairs) {
    Map<String, Object> confluent = new HashMap<>();
    confluent.put("url", registry.endpoint().toString());
    for (int i = 0; i < pairs.length; i += 2) {
      confluent.put((String) pairs[i], pairs[i + 1]);
    }
    return OptionValues.of(
        Map.of("registry", OptionValues.of(Map.of("confluent", OptionValues.of(confluent)))));
  }

  private static RowDecoder decoder(OptionValues options) throws Exception {
    RowDecoder decoder =
        InstantiationUtil.clone(
            new AvroFormat().decoder(DecoderContext.of(TYPE, TYPE, List.of(0, 1), options)));
    decoder.open();
    return decoder;
  }

  private static RowEncoder encoder(OptionValues options) throws Exception {
    RowEncoder encoder = InstantiationUtil.clone(new AvroFormat().encoder(TYPE, options));
    encoder.open();
    return encoder;
  }

  private static GenericRecord record(String schema, @Nullable Object... pairs) {
    GenericRecord record = new GenericData.Record(new Schema.Parser().parse(schema));
    for (int i = 0; i < pairs.length; i += 2) {
      record.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return record;
  }

  /** As the registry's own serializers write it: zero, the number, what Avro makes of the value. */
  private static byte[] numbered(int id, GenericRecord record) throws Exception {
    byte[] value = AvroRecordsTest.bytes(record.getSchema(), record);
    return ByteBuffer.allocate(5 + value.length).put((byte) 0).putInt(id).put(value).array();
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
    int first = registry.add("t-value", FIRST);
    int second = registry.add("t-value", SECOND);
    RowDecoder decoder = decoder(options());

    for (int i = 0; i < 3; i++) {
      assertThat(row(decoder, numbered(first, record(FIRST, "id", 1L, "name", "a"))))
          .containsExactly(1L, "a");
      assertThat(
              row(decoder, numbered(second, record(SECOND, "extra", "x", "name", null, "id", 2))))
          .containsExactly(2L, null);
    }
    assertThat(registry.requests()).containsExactly("GET /schemas/ids/1", "GET /schemas/ids/2");
  }

  @Test
  void namesThatASchemaOfTheSpecKnowsAreTaken() throws Exception {
    String old =
        "{\"type\":\"record\",\"name\":\"T\",\"fields\":[{\"name\":\"number\",\"type\":\"long\"}]}";
    String wanted =
        "{\"type\":\"record\",\"name\":\"T\",\"fields\":[{\"name\":\"id\",\"type\":\"long\","
            + "\"aliases\":[\"number\"]},{\"name\":\"name\",\"type\":\"string\",\"default\":\"none\"}]}";
    int id = registry.add("t-value", old);
    RowDecoder decoder =
        decoder(
            OptionValues.of(
                Map.of("schema", wanted, "registry", options().asMap().get("registry"))));

    assertThat(row(decoder, numbered(id, record(old, "number", 7L)))).containsExactly(7L, "none");
  }

  @Test
  void aSchemaMayReferToOthers() throws Exception {
    String place =
        "{\"type\":\"record\",\"name\":\"Place\",\"fields\":[{\"name\":\"city\",\"type\":\"string\"}]}";
    String whole =
        "{\"type\":\"record\",\"name\":\"T\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"},"
            + "{\"name\":\"at\",\"type\":\"Place\"},{\"name\":\"name\",\"type\":\"string\"}]}";
    registry.add("place", place);
    ObjectNode body = json.createObjectNode().put("schema", whole);
    body.putArray("references")
        .addObject()
        .put("name", "Place")
        .put("subject", "place")
        .put("version", 1);
    int id = registry.add("t-value", body);
    Schema.Parser parser = new Schema.Parser();
    Schema placeSchema = parser.parse(place);
    GenericRecord written = new GenericData.Record(parser.parse(whole));
    GenericRecord at = new GenericData.Record(placeSchema);
    at.put("city", "Oslo");
    written.put("id", 3L);
    written.put("at", at);
    written.put("name", "c");

    assertThat(row(decoder(options()), numbered(id, written))).containsExactly(3L, "c");
  }

  @Test
  void whatASinkWritesIsReadByAvroWithTheSchemaOfItsNumber() throws Exception {
    registry.add("other", SECOND);
    RowEncoder encoder = encoder(options("subject", "t-value"));
    byte[] bytes = encoder.encode(new Object[] {5L, "e"});

    ByteBuffer record = ByteBuffer.wrap(bytes);
    assertThat(record.get()).isZero();
    int id = record.getInt();
    assertThat(id).isEqualTo(2);
    String schema =
        json.readTree(
                java.net.http.HttpClient.newHttpClient()
                    .send(
                        java.net.http.HttpRequest.newBuilder(
                                registry.endpoint().resolve("/schemas/ids/" + id))
                            .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString())
                    .body())
            .path("schema")
            .asText();
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(schema))
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    assertThat(read.get("id")).isEqualTo(5L);
    assertThat(read.get("name")).hasToString("e");
    assertThat(row(decoder(options()), bytes)).containsExactly(5L, "e");
  }

  @Test
  void aSchemaThatDoesNotGoWithTheOthersStopsTheJobInWords() throws Exception {
    registry.compatible(
        (older, newer) ->
            SchemaCompatibility.checkReaderWriterCompatibility(
                        new Schema.Parser().parse(newer), new Schema.Parser().parse(older))
                    .getType()
                == SchemaCompatibilityType.COMPATIBLE);
    registry.add(
        "t-value",
        "{\"type\":\"record\",\"name\":\"record\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}]}");

    assertThatThrownBy(() -> encoder(options("subject", "t-value")))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("does not go with those that subject `t-value` has")
        .hasMessageContaining("incompatible with an earlier schema");
  }

  @Test
  void withoutRegisterASchemaHasToBeThere() throws Exception {
    OptionValues options = options("subject", "t/val ue", "register", false);
    assertThatThrownBy(() -> encoder(options))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("Subject 't/val ue' not found.");

    registry.add("t/val ue", AvroSchemas.of(TYPE).toString());
    assertThat(ByteBuffer.wrap(encoder(options).encode(new Object[] {1L, null}), 1, 4).getInt())
        .isEqualTo(1);
    assertThat(registry.requests()).containsOnly("POST /subjects/t%2Fval%20ue");
  }

  @Test
  void recordsThatAreNoneAreBadAndTheRegistryIsAskedOnce() throws Exception {
    ObjectNode other = json.createObjectNode().put("schemaType", "PROTOBUF").put("schema", "x");
    int protobuf = registry.add("p", other);
    int noRecord = registry.add("q", "{\"type\":\"string\"}");
    int broken = registry.add("r", "{\"type\":\"nothing\"}");
    RowDecoder decoder = decoder(options());
    byte[] good = numbered(registry.add("t", FIRST), record(FIRST, "id", 1L, "name", "a"));

    for (int i = 0; i < 3; i++) {
      refused(decoder, new byte[0], "does not begin with the number of its schema");
      refused(decoder, new byte[] {0, 0, 0, 1}, "does not begin with the number");
      refused(decoder, new byte[] {1, 0, 0, 0, 1, 2}, "does not begin with the number");
      refused(decoder, new byte[] {0, 0, 0, 0, 99, 2}, "no schema 99: Schema 99 not found");
      refused(decoder, new byte[] {0, -1, -1, -1, -1}, "no schema 4294967295");
      refused(decoder, new byte[] {0, 0, 0, 0, (byte) protobuf, 2}, "one of PROTOBUF");
      refused(decoder, new byte[] {0, 0, 0, 0, (byte) noRecord, 2}, "records have fields");
      refused(decoder, new byte[] {0, 0, 0, 0, (byte) broken, 2}, "schema 3 of the registry");
      refused(decoder, java.util.Arrays.copyOf(good, good.length - 1), "ends too early");
      assertThat(row(decoder, good)).containsExactly(1L, "a");
    }
    assertThat(registry.requests()).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void aRegistryThatIsBusyIsAskedAgain() throws Exception {
    int id = registry.add("t-value", FIRST);
    registry.failNext(429, 42900, "Too many requests");
    registry.failNext(500, 50001, "Error in the backend data store");
    registry.failNext(503, 50302, "starting");
    byte[] record = numbered(id, record(FIRST, "id", 1L, "name", "a"));

    assertThat(row(decoder(options()), record)).containsExactly(1L, "a");
    assertThat(registry.requests()).hasSize(4);
  }

  @Test
  void oneThatStaysAwayStopsTheJobInWords() throws Exception {
    byte[] record = numbered(1, record(FIRST, "id", 1L, "name", "a"));
    OptionValues gone = options("url", "http://127.0.0.1:1", "timeout", Duration.ofMillis(300));
    RowDecoder decoder = decoder(gone);
    assertThatThrownBy(() -> decoder.decode(record, 0, record.length))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(
            "the schema registry http://127.0.0.1:1 cannot be reached: nobody takes"
                + " connections there");
    for (int i = 0; i < 50; i++) {
      registry.failNext(500, 50001, "Error in the backend data store");
    }
    RowDecoder failing = decoder(options("timeout", Duration.ofMillis(300)));
    assertThatThrownBy(() -> failing.decode(record, 0, record.length))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("status 500: Error in the backend data store");
  }

  @Test
  void ofSeveralAddressesOneIsEnough() throws Exception {
    int id = registry.add("t-value", FIRST);
    byte[] record = numbered(id, record(FIRST, "id", 1L, "name", "a"));
    String both = "http://127.0.0.1:1, " + registry.endpoint();

    assertThat(row(decoder(options("url", both)), record)).containsExactly(1L, "a");
  }

  @Test
  void whoWeAreIsShownToTheRegistryAlone() throws Exception {
    int id = registry.add("t-value", FIRST);
    byte[] record = numbered(id, record(FIRST, "id", 1L, "name", "a"));
    // The example of RFC 7617.
    registry.asksFor("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assertThat(row(decoder(options("username", "Aladdin", "password", "open sesame")), record))
        .containsExactly(1L, "a");
    registry.asksFor("Bearer planted-7");
    assertThat(row(decoder(options("token", "planted-7")), record)).containsExactly(1L, "a");

    RowDecoder wrong = decoder(options("token", "planted-8"));
    assertThatThrownBy(() -> wrong.decode(record, 0, record.length))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("does not let us in: Unauthorized")
        .hasMessageNotContaining("planted-8");
  }

  @Test
  void aSinkNamesItsSubject() {
    assertThat(new AvroFormat().checkWriting(options(), TYPE))
        .hasSize(1)
        .allSatisfy(problem -> assertThat(problem.help()).contains("subject: TOPIC-value"));
    assertThat(new AvroFormat().checkWriting(options("subject", "t"), TYPE)).isEmpty();
    assertThat(new AvroFormat().checkReading(options(), TYPE)).isEmpty();
  }

  @Test
  void keysAreCarriedToTheTasks() throws Exception {
    KafkaSecurity ours = KafkaSecurity.create(folder.resolve("ours"));
    KafkaSecurity theirs = KafkaSecurity.create(folder.resolve("theirs"));
    try (RegistryWire guarded = new RegistryWire(ours)) {
      String url = guarded.endpoint().toString();
      byte[] record = numbered(guarded.add("t-value", FIRST), record(FIRST, "id", 1L, "name", "a"));
      Map<String, Object> keys = new HashMap<>();
      keys.put("ca", ours.certificate());
      keys.put("certificate", ours.certificate());
      keys.put("key", ours.privateKey());
      assertThat(row(prepared(url, keys), record)).containsExactly(1L, "a");
      RowEncoder encoder =
          new AvroFormat()
              .encoder(TYPE, options("url", url, "subject", "u", "tls", OptionValues.of(keys)));
      encoder.prepare();
      RowEncoder sent = InstantiationUtil.clone(encoder);
      sent.open();
      assertThat(row(prepared(url, keys), sent.encode(new Object[] {2L, "b"})))
          .containsExactly(2L, "b");

      // The files are read where the job is started: they are gone when a task asks.
      Path moved = Files.copy(ours.keystore(), folder.resolve("moved.p12"));
      Map<String, Object> stores = new HashMap<>();
      stores.put("truststore", ours.truststore().toString());
      stores.put("truststorePassword", KafkaSecurity.STORE_PASSWORD);
      stores.put("keystore", moved.toString());
      stores.put("keystorePassword", KafkaSecurity.STORE_PASSWORD);
      RowDecoder carried = sentDecoder(url, stores, Duration.ofMinutes(1));
      Files.delete(moved);
      carried.open();
      assertThat(row(carried, record)).containsExactly(1L, "a");

      int asked = guarded.requests().size();
      keys.put("ca", theirs.certificate());
      refusedAtOnce(prepared(url, keys), record, url + " and this machine do not agree on TLS");
      keys.put("ca", ours.certificate());
      keys.put("certificate", theirs.certificate());
      keys.put("key", theirs.privateKey());
      // It ends the connection of whom it does not know, and does not say why.
      refusedAtOnce(prepared(url, keys, Duration.ofMillis(300)), record, url);
      refusedAtOnce(decoder(options("url", url)), record, "do not agree on TLS");
      assertThat(guarded.requests()).hasSize(asked);

      stores.put("truststore", folder.resolve("nowhere").toString());
      assertThatThrownBy(() -> sentDecoder(url, stores, Duration.ofMinutes(1)))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("the schema registry " + url + ": `truststore` ")
          .hasMessageContaining("there is no such file here, where the job is started");
    }
  }

  @Test
  void aTestOfASpecOpensADecoderWithoutTheKeysOfAJob() throws Exception {
    OptionValues stored = OptionValues.of(Map.of("truststore", folder + "/nowhere.p12"));
    RowDecoder decoder = decoder(options("url", "https://127.0.0.1:1", "tls", stored));
    assertThat(decoder.isText()).isFalse();
  }

  private RowDecoder prepared(String url, Map<String, Object> tls) throws Exception {
    return prepared(url, tls, Duration.ofMinutes(1));
  }

  private RowDecoder prepared(String url, Map<String, Object> tls, Duration patience)
      throws Exception {
    RowDecoder decoder = sentDecoder(url, tls, patience);
    decoder.open();
    return decoder;
  }

  /** As it comes to a task. */
  private RowDecoder sentDecoder(String url, Map<String, Object> tls, Duration patience)
      throws Exception {
    OptionValues given = options("url", url, "tls", OptionValues.of(tls), "timeout", patience);
    RowDecoder decoder =
        new AvroFormat().decoder(DecoderContext.of(TYPE, TYPE, List.of(0, 1), given));
    decoder.prepare();
    return InstantiationUtil.clone(decoder);
  }

  private static void refusedAtOnce(RowDecoder decoder, byte[] record, String words) {
    long started = System.nanoTime();
    assertThatThrownBy(() -> decoder.decode(record, 0, record.length))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(words);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void whatIsWrongWithKeysIsKnownBeforeAJobStarts() {
    OptionValues pem = OptionValues.of(Map.of("ca", "/etc/ca.pem"));
    assertThat(new AvroFormat().check(options("url", "https://h", "tls", pem)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.option()).isEqualTo("registry.confluent.tls.ca");
              assertThat(problem.help()).contains("ca: {secret: STORE:NAME}");
            });
    OptionValues stored = OptionValues.of(Map.of("truststore", "trusted.p12"));
    assertThat(new AvroFormat().check(options("url", "https://h, http://g", "tls", stored)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.option()).isEqualTo("registry.confluent.url");
              assertThat(problem.help()).isEqualTo("write `url: https://...`");
            });
    assertThat(new AvroFormat().check(options("url", "https://h, https://g", "tls", stored)))
        .isEmpty();
    OptionValues object =
        OptionValues.of(
            Map.of("truststore", OptionValues.of(Map.of("s3", "s3://keys/trusted.p12"))));
    assertThat(new AvroFormat().permissions(options("url", "https://h", "tls", object), true))
        .extracting(Permission::toString)
        .singleElement()
        .asString()
        .contains("s3:GetObject", "arn:aws:s3:::keys/trusted.p12");
  }
}
