// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import java.util.Optional;

/**
 * What to say of names that are no columns, but are elsewhere. It is looked for when such a name is
 * met, and not before: most streams name none.
 */
@FunctionalInterface
public interface ColumnNotes {
  ColumnNotes NONE = name -> Optional.empty();

  Optional<String> of(String name);

  /** These, then others for the names of which these say nothing. */
  default ColumnNotes or(ColumnNotes others) {
    if (others == NONE || others == this) {
      return this;
    }
    return this == NONE ? others : new Both(this, others);
  }

  /** One after the other. */
  final class Both implements ColumnNotes {
    private final ColumnNotes first;
    private final ColumnNotes second;

    private Both(ColumnNotes first, ColumnNotes second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public Optional<String> of(String name) {
      return first.of(name).or(() -> second.of(name));
    }

    @Override
    public ColumnNotes or(ColumnNotes others) {
      return others == second ? this : ColumnNotes.super.or(others);
    }
  }
}
