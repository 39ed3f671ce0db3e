// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.Delivery;
import dev.drey.model.EnabledSpec;
import dev.drey.model.EventTimeSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StepParallelism;
import dev.drey.model.WatermarkSpec;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import java.util.Optional;

/** Reads what can be read of checked sources and sinks: connector, format, type and times. */
final class EndpointReader {
  private final EndReader ends;

  EndpointReader(EndReader ends) {
    this.ends = ends;
  }

  SourceSpec source(YamlEntry entry) {
    Fields fields = Fields.of(entry.value());
    return SourceSpec.builder()
        .name(entry.key().text())
        .connector(ends.connector(fields, ConnectorDescriptor::sourceOptions))
        .format(ends.format(fields))
        .type(EndReader.type(fields))
        .key(fields.texts("key"))
        .metadata(fields.named("metadata"))
        .eventTime(fields.object("eventTime").map(EndpointReader::eventTime))
        .onError(EndReader.policy(fields, "onError"))
        .enabled(enabled(fields))
        .parallelism(parallelism(fields))
        .inDoubt(fields.mapping().inDoubt())
        .build();
  }

  SinkSpec sink(YamlEntry entry) {
    Fields fields = Fields.of(entry.value());
    boolean exactlyOnce =
        fields.choice("delivery").filter(Delivery.EXACTLY_ONCE.specName()::equals).isPresent();
    return SinkSpec.builder()
        .name(entry.key().text())
        .from(fields.texts("from"))
        .where(fields.text("where"))
        .columns(fields.texts("columns"))
        .drop(fields.texts("drop"))
        .connector(ends.connector(fields, ConnectorDescriptor::sinkOptions))
        .format(ends.format(fields))
        .type(EndReader.type(fields))
        .delivery(exactlyOnce ? Delivery.EXACTLY_ONCE : Delivery.AT_LEAST_ONCE)
        .deliveryPlace(fields.text("delivery"))
        .onError(EndReader.policy(fields, "onError"))
        .enabled(enabled(fields))
        .parallelism(parallelism(fields))
        .inDoubt(fields.mapping().inDoubt())
        .build();
  }

  static Optional<EnabledSpec> enabled(Fields fields) {
    return fields
        .text("enabled")
        .map(place -> EnabledSpec.of(place, fields.bool("enabled").orElse(true)));
  }

  static Optional<StepParallelism> parallelism(Fields fields) {
    return fields.text("parallelism").map(StepParallelism::of);
  }

  private static EventTimeSpec eventTime(Fields fields) {
    Optional<Fields> computed = fields.objectIfAny("field");
    Optional<LocatedText> expression = computed.flatMap(one -> one.text("expression"));
    Optional<LocatedText> metadata = computed.flatMap(one -> one.text("metadata"));
    EventTimeSpec.Origin origin = EventTimeSpec.Origin.COLUMN;
    if (computed.isPresent()) {
      origin =
          expression.isPresent() ? EventTimeSpec.Origin.EXPRESSION : EventTimeSpec.Origin.METADATA;
    }
    return EventTimeSpec.of(
        fields.mapping().span(),
        origin,
        expression
            .or(() -> metadata)
            .or(() -> fields.textIfAny("field"))
            .orElseGet(() -> LocatedText.unreadable(fields.mapping().span())),
        fields.object("watermark").map(EndpointReader::watermark),
        fields.duration("idleTimeout"),
        fields.duration("maxFutureSkew"));
  }

  private static WatermarkSpec watermark(Fields fields) {
    return WatermarkSpec.of(
        fields.mapping().span(),
        fields.duration("maxOutOfOrderness"),
        fields.bool("monotonic").orElse(false),
        fields.text("punctuated"));
  }
}
