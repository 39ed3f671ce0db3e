// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.format.Format;
import dev.drey.format.TypeImport;
import dev.drey.format.TypeImportException;
import dev.drey.model.TypeSpec;
import dev.drey.model.TypeTree;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.type.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Types that stand in schemas of other languages: {@code {avro: schemas/tx.avsc}}, with a second
 * key where a schema has parts. A row with one column of this name is one, too: what follows is a
 * schema where it begins as JSON or ends as a file of schemas does.
 */
final class ImportedTypes {
  private final Map<String, TypeImport> imports = new LinkedHashMap<>();
  private final Diagnostics diagnostics;

  ImportedTypes(Catalog catalog, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    for (Format format : catalog.formats()) {
      format.typeImport().ifPresent(each -> imports.put(each.key(), each));
    }
  }

  private ImportedTypes(Map<String, TypeImport> imports, Diagnostics diagnostics) {
    this.imports.putAll(imports);
    this.diagnostics = diagnostics;
  }

  /** The same with reports that go elsewhere. */
  ImportedTypes reportingTo(Diagnostics other) {
    return new ImportedTypes(imports, other);
  }

  /** A type that is imported. */
  static final class Imported {
    private final TypeImport language;
    private final LocatedText schema;
    private final Optional<String> part;

    private Imported(TypeImport language, LocatedText schema, Optional<String> part) {
      this.language = language;
      this.schema = schema;
      this.part = part;
    }

    TypeImport language() {
      return language;
    }

    /** Where its schema stands. */
    LocatedText schema() {
      return schema;
    }
  }

  boolean isImport(TypeTree tree) {
    return imported(tree).isPresent();
  }

  /** What a type is imported from, if it is one that is imported. */
  Optional<Imported> imported(TypeTree tree) {
    return tree.fields().stream()
        .map(field -> imported(field, tree))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Imported> imported(TypeSpec field, TypeTree tree) {
    TypeImport language = imports.get(field.name().text());
    if (language == null) {
      return Optional.empty();
    }
    Optional<String> part =
        tree.fields().stream()
            .filter(each -> language.partKey().equals(Optional.of(each.name().text())))
            .flatMap(each -> each.type().text().stream())
            .filter(text -> !text.isUnreadable())
            .map(LocatedText::text)
            .findFirst();
    if (tree.fields().size() != (part.isPresent() ? 2 : 1)) {
      return Optional.empty();
    }
    return field
        .type()
        .text()
        .filter(text -> !text.isUnreadable())
        .filter(text -> isSchema(text.text(), language))
        .map(schema -> new Imported(language, schema, part));
  }

  private static boolean isSchema(String text, TypeImport each) {
    return IncludedText.isItself(text) || each.fileSuffixes().stream().anyMatch(text::endsWith);
  }

  /** The type, nullable as a nested map of columns is; empty where there is none. */
  Optional<DataType> type(TypeTree tree) {
    Imported from = imported(tree).orElseThrow();
    LocatedText place = from.schema();
    TypeImport language = from.language();
    Optional<SourceFile> schema =
        IncludedText.of(place, Optional.of(language), language.words(), diagnostics);
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(language.type(schema.get().text(), from.part).withNullable(true));
    } catch (TypeImportException e) {
      report(place, schema.get(), e);
      return Optional.empty();
    }
  }

  private void report(LocatedText place, SourceFile schema, TypeImportException problem) {
    Diagnostic.Builder wrong =
        Diagnostic.at(TypeCodes.SCHEMA, place.span(), String.valueOf(problem.getMessage()))
            .label("of this schema no type can be made");
    if (problem.offset() >= 0 && !IncludedText.isItself(place.text())) {
      int at = Math.min(problem.offset(), schema.text().length());
      wrong.and(Span.of(schema, at, Math.min(at + 1, schema.text().length())), "here");
    }
    diagnostics.add(
        wrong
            .help(
                "declare the columns themselves, such as {id: BIGINT NOT NULL}, without what has no"
                    + " type")
            .build());
  }
}
