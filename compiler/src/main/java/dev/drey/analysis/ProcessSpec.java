// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import com.google.auto.value.AutoValue;
import dev.drey.model.ConnectorUse;
import dev.drey.model.MadeStream;
import dev.drey.model.NamedText;
import dev.drey.model.OperationSpec;
import java.util.List;
import java.util.stream.Collectors;

/** An operator of one's own, as written. */
@AutoValue
abstract class ProcessSpec implements OperationSpec {
  static ProcessSpec of(ConnectorUse operator, List<NamedText> to, boolean namesInDoubt) {
    return new AutoValue_ProcessSpec(operator, List.copyOf(to), namesInDoubt);
  }

  /** Its key with its options. */
  abstract ConnectorUse operator();

  /** Outputs with the streams that they become. */
  abstract List<NamedText> to();

  /** Whether a stream that it makes may be missing here. */
  abstract boolean namesInDoubt();

  @Override
  public List<MadeStream> makes() {
    return to().stream()
        .flatMap(output -> output.text().stream())
        .map(stream -> MadeStream.of(stream, "output", "of `process`"))
        .collect(Collectors.toUnmodifiableList());
  }
}
