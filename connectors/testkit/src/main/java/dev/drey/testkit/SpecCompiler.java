// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import java.util.List;

/** The compiler with a catalog, as far as the kit asks it. */
public interface SpecCompiler {
  /** What it reports of the spec, in order; with the launch-time values that the spec gives. */
  List<Reported> compile(BrokenSpec spec);
}
