// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.Formats;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events as CloudEvents' own library writes and reads them. */
class CloudEventsTest {
  private static final CloudEventsFormat FORMAT = new CloudEventsFormat();
  private static final JsonFormat LIBRARY = new JsonFormat();

  private static final RowType ORDER =
      Formats.row(
          "event_id",
          DataType.string().notNull(),
          "amount",
          DataType.decimal(9, 2).notNull(),
          "at",
          DataType.timestampLtz(),
          "tags",
          DataType.array(DataType.string()),
          "shard",
          DataType.of(TypeKind.INT),
          "subject",
          DataType.string());
  private static final OptionValues OPTIONS =
      OptionValues.of(
          Map.of(
              "attributes",
              Map.of("event_id", "id", "at", "time", "shard", "shardno", "subject", "subject"),
              "fixed",
              Map.of("source", "/shop/orders", "type", "order.placed")));

  private final Random random = new Random(SeedFor.test("CloudEventsTest"));

  private static Object[] decode(RowDecoder decoder, byte[] record) throws BadRecordException {
    Object[] row = decoder.decode(record, 0, record.length);
    if (row == null) {
      throw new AssertionError("an event is a row");
    }
    return row;
  }

  private static OptionValues options(Object... keysAndValues) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return OptionValues.of(map);
  }

  @Test
  void theLibraryReadsWhatIsWrittenAndTheOtherWayRound() throws Exception {
    RowEncoder encoder = Formats.encoder(FORMAT, ORDER, OPTIONS);
    RowDecoder decoder = Formats.decoder(FORMAT, ORDER, OPTIONS);
    for (int i = 0; i < 200; i++) {
      String id = "e\u00e9\"" + random.nextInt();
      // The library reads numbers of JSON as DOUBLE, which knows no last zero.
      long cents = random.nextInt(99_999) * 10L + 5;
      Long at = random.nextInt(4) == 0 ? null : random.nextInt() * 1000L + random.nextInt(1000);
      Integer shard = random.nextInt(4) == 0 ? null : random.nextInt();
      String subject = random.nextBoolean() ? null : "s/" + random.nextInt();
      String amount = BigDecimal.valueOf(cents, 2).toPlainString();
      Object[] row = row(id, new BigDecimal(amount), at, List.of("a", "b"), shard, subject);

      CloudEvent read = LIBRARY.deserialize(encoder.encode(row));
      assertThat(read.getId()).isEqualTo(id);
      assertThat(read.getSource()).isEqualTo(URI.create("/shop/orders"));
      assertThat(read.getType()).isEqualTo("order.placed");
      assertThat(read.getTime())
          .isEqualTo(at == null ? null : Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC));
      assertThat(read.getExtension("shardno")).isEqualTo(shard);
      assertThat(read.getSubject()).isEqualTo(subject);
      assertThat(read.getDataContentType()).isEqualTo("application/json");
      String data = "{\"amount\":" + amount + ",\"tags\":[\"a\",\"b\"]}";
      assertThat(new String(requireNonNull(read.getData()).toBytes(), UTF_8)).isEqualTo(data);

      CloudEventBuilder event =
          CloudEventBuilder.v1()
              .withId(id)
              .withSource(URI.create("/other"))
              .withType("t")
              .withExtension("unknown", true)
              .withData("application/json", data.getBytes(UTF_8));
      if (at != null) {
        event = event.withTime(Instant.ofEpochMilli(at).atOffset(ZoneOffset.ofHours(3)));
      }
      if (shard != null) {
        event = event.withExtension("shardno", shard);
      }
      if (subject != null) {
        event = event.withSubject(subject);
      }
      CloudEvent written = event.build();
      assertThat(decode(decoder, LIBRARY.serialize(written))).isEqualTo(row);
      assertThat(decode(decoder, LIBRARY.withForceJsonDataToBase64().serialize(written)))
          .isEqualTo(row);
    }
  }

  @SuppressWarnings("NullAway") // A slot of a row may be null; the interface cannot say so.
  private static Object[] row(@Nullable Object... values) {
    return values;
  }

  @Test
  void dataMayBeAWhole() throws Exception {
    OptionValues options = options("attributes", Map.of("id", "id"), "dataColumn", "payload");
    CloudEventBuilder event =
        CloudEventBuilder.v1().withId("1").withSource(URI.create("/s")).withType("t");
    byte[] json =
        LIBRARY.serialize(event.withData("application/json", "[1, \"é\"]".getBytes(UTF_8)).build());
    byte[] xml =
        LIBRARY.serialize(event.withData("application/xml", "<é/>".getBytes(UTF_8)).build());
    byte[] none = LIBRARY.serialize(event.withoutData().build());
    RowDecoder text =
        Formats.decoder(
            FORMAT, Formats.row("payload", DataType.string(), "id", DataType.string()), options);
    assertThat(decode(text, json)).containsExactly("[1,\"é\"]", "1");
    assertThat(decode(text, xml)).containsExactly("<é/>", "1");
    assertThat(decode(text, none)).containsExactly(null, "1");
    RowDecoder bytes = Formats.decoder(FORMAT, Formats.row("payload", DataType.bytes()), options);
    assertThat(decode(bytes, xml)).containsExactly((Object) "<é/>".getBytes(UTF_8));
    RowType list = Formats.row("payload", DataType.array(DataType.string()));
    assertThat(decode(Formats.decoder(FORMAT, list, options), json)[0])
        .isEqualTo(List.of("1", "é"));

    OptionValues writing =
        options(
            "attributes",
            Map.of("id", "id", "kind", "datacontenttype"),
            "fixed",
            Map.of("source", "/s", "type", "t"),
            "dataColumn",
            "payload");
    RowType three =
        Formats.row(
            "payload",
            DataType.string(),
            "id",
            DataType.string().notNull(),
            "kind",
            DataType.string());
    RowEncoder encoder = Formats.encoder(FORMAT, three, writing);
    CloudEvent read = LIBRARY.deserialize(encoder.encode(row("<a/>", "7", "text/xml")));
    assertThat(read.getDataContentType()).isEqualTo("text/xml");
    assertThat(requireNonNull(read.getData()).toBytes()).isEqualTo("<a/>".getBytes(UTF_8));
    assertThat(decode(Formats.decoder(FORMAT, three, writing), LIBRARY.serialize(read)))
        .containsExactly("<a/>", "7", "text/xml");
    assertThatThrownBy(() -> encoder.encode(row("x", "", null)))
        .hasMessageContaining("an event has a `id`, and this row's is the empty text");
  }

  @Test
  void columnsAloneAreReadWhereOthersAreNotUsed() throws Exception {
    RowType two = Formats.row("at", DataType.timestampLtz(), "offset", DataType.string());
    RowDecoder decoder =
        Formats.decoder(FORMAT, DecoderContext.of(ORDER, two, List.of(2, -1), OPTIONS));
    byte[] event =
        "{\"specversion\":\"1.0\",\"data\":7,\"time\":\"1970-01-01T00:00:01Z\"}".getBytes(UTF_8);
    assertThat(decode(decoder, event)).containsExactly(1000L, null);
  }

  @Test
  void whatIsNoEventIsABadRecord() {
    assertBad("{\"id\":\"1\"}", "the record is no event of CloudEvents: it has no `specversion`");
    assertBad(
        "{\"specversion\":\"0.3\"}", "the event is of version 0.3 of CloudEvents, and 1.0 is read");
    assertBad(
        "{\"specversion\":\"1.0\",\"data\":7}",
        "column `data` wants ROW<amount DECIMAL(9, 2), tags ARRAY<STRING>>, the record has the"
            + " number 7");
    assertBad(
        "{\"specversion\":\"1.0\",\"time\":\"yesterday\"}",
        "column `time` wants TIMESTAMP_LTZ(3), the record has the text \"yesterday\"");
    assertThatThrownBy(
            () ->
                decode(
                    Formats.decoder(FORMAT, ORDER, OPTIONS),
                    "{\"specversion\":\"1.0\",\"data_base64\":\"AAA=\"}".getBytes(UTF_8)))
        .isInstanceOf(BadRecordException.class);
  }

  private static void assertBad(String record, String reason) {
    assertThatThrownBy(
            () -> decode(Formats.decoder(FORMAT, ORDER, OPTIONS), record.getBytes(UTF_8)))
        .isInstanceOf(BadRecordException.class)
        .hasMessage(reason);
  }

  private static List<String> messages(List<OptionProblem> problems) {
    return problems.stream().map(OptionProblem::message).collect(Collectors.toList());
  }

  @Test
  void whatIsWrongWithTheOptionsIsToldBeforeAJobStarts() {
    assertThat(messages(FORMAT.checkWriting(OPTIONS, ORDER))).isEmpty();
    assertThat(messages(FORMAT.check(options("attributes", Map.of("a", "Order-Id")))))
        .containsExactly(
            "`Order-Id` is no name of an attribute, which are lower-case letters and digits");
    assertThat(messages(FORMAT.check(options("attributes", Map.of("a", "data")))))
        .containsExactly("`data` of an event is written and read by the format itself");
    assertThat(
            messages(
                FORMAT.check(options("attributes", Map.of("a", "id"), "fixed", Map.of("id", "1")))))
        .containsExactly("the attribute `id` is said twice");
    RowType two = Formats.row("a", DataType.string(), "b", DataType.of(TypeKind.BIGINT));
    assertThat(messages(FORMAT.checkReading(options("attributes", Map.of("c", "id")), two)))
        .containsExactly("there is no column `c`");
    assertThat(messages(FORMAT.checkReading(options("dataColumn", "a"), two)))
        .containsExactly("`b` is neither the data nor an attribute of the event");
    assertThat(
            messages(
                FORMAT.checkWriting(
                    options("attributes", Map.of("a", "id", "b", "time"), "fixed", Map.of()), two)))
        .containsExactlyInAnyOrder(
            "an event has the attribute `source`, and nothing here says what it is",
            "an event has the attribute `type`, and nothing here says what it is",
            "an event always has a text as its `id`, and column `a` is one that may be NULL",
            "the attribute `time` cannot be BIGINT");
    assertThat(
            Arrays.asList(
                FORMAT.recordsAlone(options()),
                FORMAT.recordsAlone(options("compression", "gzip"))))
        .containsExactly(false, true);
  }
}
