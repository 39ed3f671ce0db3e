// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Answers at once; what asks another system completes its answers later, and never waits. */
final class CountryLookup implements dev.drey.connector.RowLookup {
  static final String CODE = "code";

  private static final long serialVersionUID = 1;

  private final ArrayList<String> columns;
  private final String language;

  CountryLookup(List<String> columns, String language) {
    this.columns = new ArrayList<>(columns);
    this.language = language;
  }

  @Override
  public void open() {}

  @Override
  public CompletableFuture<List<Object[]>> rows(Object[] key) {
    Locale country = new Locale("", String.valueOf(key[0]));
    String name = country.getDisplayCountry(Locale.forLanguageTag(language));
    if (key[0] == null || name.equals(country.getCountry())) {
      return CompletableFuture.completedFuture(List.of());
    }
    Object[] row =
        columns.stream().map(column -> column.equals(CODE) ? key[0] : name).toArray();
    return CompletableFuture.completedFuture(List.<Object[]>of(row));
  }

  @Override
  public void close() {}
}
