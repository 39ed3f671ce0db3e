// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.process.Processor;
import dev.drey.process.ProcessorDescriptor;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The connector keys of sources, sinks and lookups, and the formats, as the catalog describes them.
 */
public final class CatalogKeys {
  /** Connectors that the language names and that come with a later version. */
  private static final List<String> LATER_CONNECTORS = List.of("s3");

  /** Those of them that will be asked by key. */
  private static final List<String> LATER_LOOKUPS = List.of("opensearch");

  private final Catalog catalog;

  CatalogKeys(Catalog catalog) {
    this.catalog = catalog;
  }

  List<Key> sources() {
    List<Key> keys = new ArrayList<>();
    for (Connector connector : catalog.connectors()) {
      ConnectorDescriptor descriptor = connector.descriptor();
      descriptor
          .sourceOptions()
          .ifPresent(options -> keys.add(key(descriptor, options, descriptor.sourceExample())));
    }
    return keys;
  }

  List<Key> sinks() {
    List<Key> keys = new ArrayList<>();
    for (Connector connector : catalog.connectors()) {
      ConnectorDescriptor descriptor = connector.descriptor();
      descriptor
          .sinkOptions()
          .ifPresent(options -> keys.add(key(descriptor, options, descriptor.sinkExample())));
    }
    return keys;
  }

  public List<Key> lookups() {
    List<Key> keys = new ArrayList<>();
    for (Connector connector : catalog.connectors()) {
      ConnectorDescriptor descriptor = connector.descriptor();
      descriptor
          .lookupOptions()
          .ifPresent(options -> keys.add(key(descriptor, options, descriptor.lookupExample())));
    }
    return keys;
  }

  /** The operators of plug-ins. */
  public List<Key> processors() {
    List<Key> keys = new ArrayList<>();
    for (Processor processor : catalog.processors()) {
      ProcessorDescriptor descriptor = processor.descriptor();
      keys.add(
          Key.of(descriptor.name(), descriptor.options(), descriptor.description())
              .withExample(descriptor.example()));
    }
    return keys;
  }

  /** The connectors that a later version asks by key, without those that the catalog has by now. */
  public List<Key> laterLookups() {
    Set<String> present = lookups().stream().map(Key::name).collect(Collectors.toSet());
    return absent(LATER_LOOKUPS, present);
  }

  /** The connectors that a later version brings or this build leaves out. */
  List<Key> laterConnectors() {
    Set<String> present =
        catalog.connectors().stream()
            .map(connector -> connector.descriptor().name())
            .collect(Collectors.toSet());
    return absent(LATER_CONNECTORS, present);
  }

  /** What this build leaves out, and what a later version brings. */
  private List<Key> absent(List<String> ofLater, Set<String> present) {
    List<Key> keys =
        LeftOut.NAMES.stream()
            .filter(name -> catalog.connector(name).isEmpty())
            .map(LeftOut::key)
            .collect(Collectors.toCollection(ArrayList::new));
    Set<String> known = keys.stream().map(Key::name).collect(Collectors.toSet());
    known.addAll(present);
    keys.addAll(later(ofLater, known, "A connector of a later version."));
    return keys;
  }

  /** The key of models of a kind, or one that says that this build leaves out what runs them. */
  public Key models(Key kind) {
    return catalog.models(kind.name()).isPresent() ? kind : LeftOut.key(kind.name());
  }

  /** {@code format: json} or {@code format: {csv: {delimiter: ";"}}}. */
  public Key format() {
    List<String> names = new ArrayList<>();
    List<Key> withOptions = new ArrayList<>();
    for (Format format : catalog.formats()) {
      FormatDescriptor descriptor = format.descriptor();
      names.add(descriptor.name());
      Key key = Key.of(descriptor.name(), descriptor.shape(), descriptor.description());
      withOptions.add(withOwnPart(key, descriptor.example()));
    }
    List<Constraint> one = List.of(Constraint.exactlyOne(names.toArray(new String[0])));
    return Key.of(
            "format",
            Shape.oneOf(Shape.oneOfTexts(names), Shape.object(withOptions, one)),
            "How a record's bytes are read or written: a format's name, or its name with options.")
        .withDefault("json")
        .withExample("{csv: {delimiter: \";\", header: true}}");
  }

  private static List<Key> later(List<String> names, Set<String> present, String description) {
    return names.stream()
        .filter(name -> !present.contains(name))
        .map(name -> Key.of(name, Shape.scalar(), description).asPlanned())
        .collect(Collectors.toList());
  }

  private static Key key(ConnectorDescriptor descriptor, Shape options, Optional<String> example) {
    Key key = Key.of(descriptor.name(), options, descriptor.description());
    return example.map(text -> withOwnPart(key, text)).orElse(key);
  }

  /** The example of the connector's key is what stands below that key in the whole example. */
  private static Key withOwnPart(Key key, String example) {
    return key.withExample(ExampleText.below(key.name(), example).orElse("{}"));
  }
}
