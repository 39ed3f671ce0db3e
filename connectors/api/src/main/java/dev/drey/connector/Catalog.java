// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.format.Format;
import dev.drey.inference.ModelRuntime;
import dev.drey.process.Processor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The connectors, formats and operators of plug-ins that a spec can name, each by its name. */
public final class Catalog {
  private final Map<String, Connector> connectors = new TreeMap<>();
  private final Map<String, Format> formats = new TreeMap<>();

  private final Map<String, SecretStore> stores = new TreeMap<>();
  private final Map<String, ModelRuntime> models = new TreeMap<>();
  private final Map<String, Processor> processors = new TreeMap<>();

  private Catalog(
      List<Connector> connectors,
      List<Format> formats,
      List<SecretStore> stores,
      List<ModelRuntime> models,
      List<Processor> processors) {
    for (Processor processor : processors) {
      String name = processor.descriptor().name();
      if (this.processors.put(name, processor) != null) {
        throw new IllegalArgumentException("two operators are called " + name);
      }
    }
    for (ModelRuntime model : models) {
      if (this.models.put(model.name(), model) != null) {
        throw new IllegalArgumentException("two runtimes of models are called " + model.name());
      }
    }
    for (SecretStore store : stores) {
      if (this.stores.put(store.name(), store) != null) {
        throw new IllegalArgumentException("two stores of secrets are called " + store.name());
      }
    }
    for (Connector connector : connectors) {
      String name = connector.descriptor().name();
      if (this.connectors.put(name, connector) != null) {
        throw new IllegalArgumentException("two connectors are called " + name);
      }
    }
    for (Format format : formats) {
      String name = format.descriptor().name();
      if (this.formats.put(name, format) != null) {
        throw new IllegalArgumentException("two formats are called " + name);
      }
    }
  }

  public static Catalog of(List<Connector> connectors, List<Format> formats) {
    return new Catalog(connectors, formats, List.of(), List.of(), List.of());
  }

  /** What is on the class path, ours and third parties'. Called once, at the edge. */
  public static Catalog load(ClassLoader loader) {
    List<Connector> connectors = new ArrayList<>();
    ServiceLoader.load(Connector.class, loader).forEach(connectors::add);
    List<Format> formats = new ArrayList<>();
    ServiceLoader.load(Format.class, loader).forEach(formats::add);
    List<SecretStore> stores = new ArrayList<>();
    ServiceLoader.load(SecretStore.class, loader).forEach(stores::add);
    List<ModelRuntime> models = new ArrayList<>();
    ServiceLoader.load(ModelRuntime.class, loader).forEach(models::add);
    List<Processor> processors = new ArrayList<>();
    ServiceLoader.load(Processor.class, loader).forEach(processors::add);
    return new Catalog(connectors, formats, stores, models, processors);
  }

  /** By name. */
  public Collection<Connector> connectors() {
    return Collections.unmodifiableCollection(connectors.values());
  }

  /** By name. */
  public Collection<Format> formats() {
    return Collections.unmodifiableCollection(formats.values());
  }

  public Optional<Connector> connector(String name) {
    return Optional.ofNullable(connectors.get(name));
  }

  public Optional<Format> format(String name) {
    return Optional.ofNullable(formats.get(name));
  }

  /** By name. */
  public Collection<SecretStore> secretStores() {
    return Collections.unmodifiableCollection(stores.values());
  }

  public Optional<SecretStore> secretStore(String name) {
    return Optional.ofNullable(stores.get(name));
  }

  /** What runs models of a kind. */
  public Optional<ModelRuntime> models(String name) {
    return Optional.ofNullable(models.get(name));
  }

  /** The operators of plug-ins, by name. */
  public Collection<Processor> processors() {
    return Collections.unmodifiableCollection(processors.values());
  }

  public Optional<Processor> processor(String name) {
    return Optional.ofNullable(processors.get(name));
  }

  /** The codes that the connectors have of their own. */
  public List<DiagnosticCode> diagnostics() {
    return connectors.values().stream()
        .flatMap(connector -> connector.diagnostics().stream())
        .collect(Collectors.toUnmodifiableList());
  }

  /** The connector that takes others' place in this way; every catalog for local runs has one. */
  public Connector standIn(StandIn way) {
    return connectors.values().stream()
        .filter(connector -> connector.descriptor().standIn().equals(Optional.of(way)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the catalog has no stand-in of " + way));
  }

  @Override
  public String toString() {
    return connectors.keySet() + " " + formats.keySet();
  }
}
