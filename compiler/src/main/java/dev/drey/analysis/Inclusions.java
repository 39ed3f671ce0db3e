// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.model.ConnectorUse;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.TypeSpec;
import dev.drey.model.TypeTree;
import dev.drey.shape.Key;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A spec with the texts of the files that it names, so that it needs none of them elsewhere. */
public final class Inclusions {
  private final Catalog catalog;
  private final ImportedTypes imports;
  private final Diagnostics ignored = new Diagnostics();
  private final List<LocatedText> found = new ArrayList<>();

  private Inclusions(Catalog catalog) {
    this.catalog = catalog;
    this.imports = new ImportedTypes(catalog, ignored);
  }

  /** The spec's text with each file's text in the place of its name. */
  public static String included(PipelineSpec spec, SourceFile file, Catalog catalog) {
    Inclusions all = new Inclusions(catalog);
    spec.types().forEach(all::type);
    for (SourceSpec source : spec.sources()) {
      source.type().ifPresent(all::tree);
      source.format().ifPresent(all::format);
    }
    for (SinkSpec sink : spec.sinks()) {
      sink.type().ifPresent(all::tree);
      sink.format().ifPresent(all::format);
    }
    return all.filled(file.text());
  }

  private void type(TypeSpec type) {
    tree(type.type());
  }

  private void tree(TypeTree tree) {
    Optional<LocatedText> schema = imports.schemaOf(tree);
    schema.ifPresentOrElse(found::add, () -> tree.fields().forEach(this::type));
  }

  private void format(ConnectorUse format) {
    catalog.format(format.name().text()).stream()
        .flatMap(each -> each.descriptor().options().stream())
        .filter(Key::included)
        .map(key -> Optional.ofNullable(format.places().get(key.name())))
        .flatMap(Optional::stream)
        .forEach(found::add);
  }

  private String filled(String text) {
    found.sort(Comparator.comparing((LocatedText each) -> each.span().start()).reversed());
    StringBuilder filled = new StringBuilder(text);
    for (LocatedText each : found) {
      if (!IncludedText.isItself(each.text())) {
        IncludedText.of(each, "the text", ignored)
            .ifPresent(
                file ->
                    filled.replace(
                        each.span().start(), each.span().end(), quoted(file.text().strip())));
      }
    }
    return filled.toString();
  }

  /** JSON as a scalar of one line: between its tokens a line end is a blank. */
  private static String quoted(String json) {
    return "'" + json.replaceAll("\\s*\\R\\s*", " ").replace("'", "''") + "'";
  }
}
