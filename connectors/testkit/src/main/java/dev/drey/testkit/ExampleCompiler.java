// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import dev.drey.connector.ConnectorUsage;
import java.util.List;

/** A compiler that also gives the uses of connectors in a spec without errors. */
public interface ExampleCompiler extends SpecCompiler {
  /** Sources and sinks with their options, as the compiled plan has them. */
  List<ConnectorUsage> usages(BrokenSpec spec);
}
