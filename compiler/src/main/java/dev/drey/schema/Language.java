// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Catalog;
import java.util.List;

/** What the language is made of: the connectors and formats there are, and the operations. */
@AutoValue
public abstract class Language {
  public static Language of(Catalog catalog, List<? extends OperationKeys> operations) {
    return new AutoValue_Language(catalog, List.copyOf(operations));
  }

  public abstract Catalog catalog();

  /** In the order in which they apply. */
  public abstract List<OperationKeys> operations();
}
