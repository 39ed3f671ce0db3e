// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import dev.drey.format.Format;
import dev.drey.shape.OptionValues;
import java.util.List;

/** A format that asks a service of AWS, such as a registry for schemas. */
public interface AskingFormat extends Format {
  /** What the job's role must be allowed for a source, or for a sink, to have these options. */
  List<Permission> permissions(OptionValues options, boolean reading);
}
