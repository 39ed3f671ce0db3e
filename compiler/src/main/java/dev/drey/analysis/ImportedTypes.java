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
 * Types that stand in schemas of other languages: {@code {avro: schemas/tx.avsc}}. A row with one
 * column of this name is one, too: what follows is a schema where it begins as JSON or ends as a
 * file of schemas does.
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

  boolean isImport(TypeTree tree) {
    return schemaOf(tree).isPresent();
  }

  /** Where the schema of a type stands, if it is one that is imported. */
  Optional<LocatedText> schemaOf(TypeTree tree) {
    if (tree.fields().size() != 1) {
      return Optional.empty();
    }
    TypeSpec only = tree.fields().get(0);
    return Optional.ofNullable(imports.get(only.name().text()))
        .flatMap(
            each ->
                only.type()
                    .text()
                    .filter(text -> !text.isUnreadable())
                    .filter(text -> isSchema(text.text(), each)));
  }

  private static boolean isSchema(String text, TypeImport each) {
    return IncludedText.isItself(text) || text.endsWith(each.fileSuffix());
  }

  /** The type, nullable as a nested map of columns is; empty where there is none. */
  Optional<DataType> type(TypeTree tree) {
    LocatedText place = schemaOf(tree).orElseThrow();
    TypeImport language = imports.get(tree.fields().get(0).name().text());
    if (language == null) {
      throw new IllegalStateException("it is one that is imported");
    }
    Optional<SourceFile> schema = IncludedText.of(place, language.words(), diagnostics);
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(language.type(schema.get().text()).withNullable(true));
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
