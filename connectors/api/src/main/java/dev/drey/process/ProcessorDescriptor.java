// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import com.google.auto.value.AutoValue;
import dev.drey.shape.Shape;

/** What the compiler, the schema and the reference know of an operator of one's own. */
@AutoValue
public abstract class ProcessorDescriptor {
  /**
   * @param name its key below {@code process}
   * @param description what it does, in a sentence or two
   * @param options an OBJECT
   * @param example the options of a use, as YAML: {@code {size: 3, within: 1m}}
   */
  public static ProcessorDescriptor of(
      String name, String description, Shape options, String example) {
    return new AutoValue_ProcessorDescriptor(name, description, options, example);
  }

  public abstract String name();

  public abstract String description();

  public abstract Shape options();

  public abstract String example();
}
