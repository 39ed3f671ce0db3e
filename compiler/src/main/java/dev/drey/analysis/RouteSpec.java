// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.MadeStream;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import dev.drey.model.RowsElsewhere;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Each row to the first branch whose condition holds. */
@AutoValue
abstract class RouteSpec implements OperationSpec {
  public static RouteSpec of(List<NamedText> branches) {
    return new AutoValue_RouteSpec(List.copyOf(branches));
  }

  /** The branches' names with their conditions, at least one. */
  public abstract List<NamedText> branches();

  @Override
  public List<MadeStream> makes() {
    return branches().stream()
        .map(branch -> MadeStream.of(branch.name(), "branch", "of a route"))
        .collect(Collectors.toUnmodifiableList());
  }

  @Override
  public Optional<RowsElsewhere> elsewhere() {
    return Optional.of(RowsElsewhere.of("route", "branches"));
  }

  @Override
  public boolean keepsRows() {
    return true;
  }
}
