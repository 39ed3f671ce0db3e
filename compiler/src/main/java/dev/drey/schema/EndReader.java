// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.model.ConnectorUse;
import dev.drey.model.OnErrorSpec;
import dev.drey.model.TypeTree;
import dev.drey.process.Processor;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what stands wherever a spec names another system: connector, format and type. */
public final class EndReader {
  private final Catalog catalog;
  private final ValueReader values;

  EndReader(Catalog catalog, ValueReader values) {
    this.catalog = catalog;
    this.values = values;
  }

  /**
   * The connector among these keys.
   *
   * @param role the options of a connector that is used so
   */
  public ConnectorUse connector(
      Fields fields, Function<ConnectorDescriptor, Optional<Shape>> role) {
    for (YamlEntry entry : fields.mapping().entries()) {
      Optional<Shape> options =
          catalog.connector(entry.name()).map(Connector::descriptor).flatMap(role);
      if (options.isPresent()) {
        return use(entry, options.get());
      }
    }
    return ConnectorUse.unknown(fields.mapping().span());
  }

  /** The operator of a plug-in among these keys. */
  public ConnectorUse processor(Fields fields) {
    for (YamlEntry entry : fields.mapping().entries()) {
      Optional<Processor> processor = catalog.processor(entry.name());
      if (processor.isPresent()) {
        return use(entry, processor.get().descriptor().options());
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

  /** The format that is written among these keys. */
  public Optional<ConnectorUse> format(Fields fields) {
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
    Shape options = catalog.format(entry.name()).orElseThrow().descriptor().shape();
    return Optional.of(use(entry, options));
  }

  /** What a key says to do with what goes wrong: {@code fail}, {@code drop} or {@code {to}}. */
  public static OnErrorSpec policy(Fields fields, String key) {
    Optional<LocatedText> to = fields.objectIfAny(key).flatMap(one -> one.text("to"));
    if (to.isPresent()) {
      return OnErrorSpec.to(to.get());
    }
    boolean drop = fields.textIfAny(key).filter(text -> text.text().equals("drop")).isPresent();
    return drop ? OnErrorSpec.drop() : OnErrorSpec.fail();
  }

  /** The type among these keys. */
  public static Optional<TypeTree> type(Fields fields) {
    return fields.node("type").map(EndReader::typeTree);
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
}
