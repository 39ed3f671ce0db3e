// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.Delivery;
import dev.drey.model.ConnectorUse;
import dev.drey.model.EventTimeSpec;
import dev.drey.model.OnErrorSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.TypeTree;
import dev.drey.model.WatermarkSpec;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what can be read of checked sources and sinks: connector, format, type and times. */
final class EndpointReader {
  private final Catalog catalog;
  private final ValueReader values;

  EndpointReader(Catalog catalog, ValueReader values) {
    this.catalog = catalog;
    this.values = values;
  }

  SourceSpec source(YamlEntry entry) {
    Fields fields = Fields.of(entry.value());
    return SourceSpec.builder()
        .name(entry.key().text())
        .connector(connector(fields, true))
        .format(format(fields))
        .type(fields.node("type").map(EndpointReader::typeTree))
        .key(fields.texts("key"))
        .metadata(fields.named("metadata"))
        .eventTime(fields.object("eventTime").map(EndpointReader::eventTime))
        .onError(onError(fields))
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
        .connector(connector(fields, false))
        .format(format(fields))
        .type(fields.node("type").map(EndpointReader::typeTree))
        .delivery(exactlyOnce ? Delivery.EXACTLY_ONCE : Delivery.AT_LEAST_ONCE)
        .deliveryPlace(fields.text("delivery"))
        .inDoubt(fields.mapping().inDoubt())
        .build();
  }

  private ConnectorUse connector(Fields fields, boolean source) {
    for (YamlEntry entry : fields.mapping().entries()) {
      Optional<Shape> options =
          catalog
              .connector(entry.name())
              .map(Connector::descriptor)
              .flatMap(d -> source ? d.sourceOptions() : d.sinkOptions());
      if (options.isPresent()) {
        return use(entry, options.get());
      }
    }
    return ConnectorUse.unknown(fields.mapping().span());
  }

  private ConnectorUse use(YamlEntry entry, Shape options) {
    ConnectorUse use =
        ConnectorUse.of(
            entry.key().text(),
            values.options(options, (YamlMapping) entry.value()),
            ValueReader.places(entry.value()));
    return ((YamlMapping) entry.value()).inDoubt().isEmpty() ? use : use.incomplete();
  }

  private Optional<ConnectorUse> format(Fields fields) {
    Optional<Fields> withOptions = fields.objectIfAny("format");
    if (withOptions.isEmpty()) {
      return fields
          .textIfAny("format")
          .filter(name -> !name.unresolved())
          .map(name -> ConnectorUse.of(name, OptionValues.empty(), Map.of()));
    }
    if (withOptions.get().mapping().entries().isEmpty()) {
      return Optional.empty();
    }
    YamlEntry entry = withOptions.get().mapping().entries().get(0);
    Shape options =
        Shape.object(catalog.format(entry.name()).orElseThrow().descriptor().options(), List.of());
    return Optional.of(use(entry, options));
  }

  /** A type text, or a map of fields. */
  static TypeTree typeTree(YamlNode node) {
    return node instanceof YamlScalar
        ? TypeTree.text(((YamlScalar) node).text())
        : TypeTree.fields(
            node.span(),
            ModelReader.types(((YamlMapping) node).entries()),
            ((YamlMapping) node).entries().size() > 0 || ((YamlMapping) node).inDoubt().isEmpty());
  }

  private static OnErrorSpec onError(Fields fields) {
    Optional<LocatedText> to = fields.objectIfAny("onError").flatMap(one -> one.text("to"));
    if (to.isPresent()) {
      return OnErrorSpec.to(to.get());
    }
    boolean drop =
        fields.textIfAny("onError").filter(text -> text.text().equals("drop")).isPresent();
    return drop ? OnErrorSpec.drop() : OnErrorSpec.fail();
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
