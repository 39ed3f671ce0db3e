// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.format.Format;
import dev.drey.format.TypeImport;
import dev.drey.model.ConnectorUse;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
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
  private final List<Included> found = new ArrayList<>();

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
    for (StreamSpec stream : spec.streams()) {
      Optional<LookupSpec> lookup = stream.operation(LookupSpec.class);
      lookup.flatMap(LookupSpec::type).ifPresent(all::tree);
      lookup.flatMap(LookupSpec::format).ifPresent(all::format);
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
    imports
        .imported(tree)
        .ifPresentOrElse(
            each -> found.add(new Included(each.schema(), Optional.of(each.language()))),
            () -> tree.fields().forEach(this::type));
  }

  private void format(ConnectorUse format) {
    Optional<Format> known = catalog.format(format.name().text());
    Optional<TypeImport> language = known.flatMap(Format::typeImport);
    known.stream()
        .flatMap(each -> each.descriptor().options().stream())
        .filter(Key::included)
        .map(key -> Optional.ofNullable(format.places().get(key.name())))
        .flatMap(Optional::stream)
        .forEach(place -> found.add(new Included(place, language)));
  }

  /** A file's name, and whose language the file is in. */
  private static final class Included {
    private final LocatedText place;
    private final Optional<TypeImport> language;

    Included(LocatedText place, Optional<TypeImport> language) {
      this.place = place;
      this.language = language;
    }
  }

  private String filled(String text) {
    found.sort(Comparator.comparing((Included each) -> each.place.span().start()).reversed());
    StringBuilder filled = new StringBuilder(text);
    for (Included each : found) {
      if (!IncludedText.isItself(each.place.text()) && !isAlias(each.place)) {
        IncludedText.of(each.place, each.language, "the text", ignored)
            .ifPresent(
                file ->
                    filled.replace(
                        each.place.span().start(),
                        each.place.span().end(),
                        quoted(file.text().strip())));
      }
    }
    return filled.toString();
  }

  /** Whether another place has the text, which is found there. */
  private static boolean isAlias(LocatedText text) {
    return text.span().text().startsWith("*");
  }

  /**
   * JSON as a scalar of one line: between its tokens a line end is a blank. What looks like a
   * reference to a parameter is none in a file.
   */
  private static String quoted(String json) {
    return "'" + json.replaceAll("\\s*\\R\\s*", " ").replace("'", "''").replace("${", "$${") + "'";
  }
}
