// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.PipelineSpec;
import dev.drey.source.Span;

/**
 * Whether somebody reads every stream. A source whose only reader reads its bad records is unread
 * too. What is set aside by name and then read by nobody is an error: it was meant to be kept.
 */
final class ReaderChecks {
  private final NameTable names;
  private final PipelineSpec spec;
  private final Diagnostics diagnostics;

  ReaderChecks(NameTable names, PipelineSpec spec, Diagnostics diagnostics) {
    this.names = names;
    this.spec = spec;
    this.diagnostics = diagnostics;
  }

  void check() {
    for (Declaration declaration : names.all()) {
      boolean silent = !declaration.carriesRows() || names.isRead(declaration.name().text());
      if (!silent) {
        diagnostics.add(unread(declaration));
      }
    }
  }

  private Diagnostic unread(Declaration declaration) {
    String name = declaration.name().text();
    String noSinks = spec.sinks().isEmpty() ? "; this spec has no sinks" : "";
    Span place = declaration.name().span();
    String notRead = "no stream or sink has it in `from`";
    if (declaration.instead().isPresent()) {
      return Diagnostic.at(
              TypeCodes.UNREAD_OUTPUT,
              place,
              "nobody reads `" + name + "`, so what is set aside there would be lost")
          .label(notRead)
          .help("add a sink with `from: " + name + "`, or " + declaration.instead().get())
          .build();
    }
    if (declaration.ofSource()) {
      return Diagnostic.at(
              TypeCodes.UNREAD_SOURCE,
              place,
              "nobody reads source `" + name + "`, so it is not started" + noSinks)
          .label(notRead)
          .help("read it from a stream or sink, or remove it")
          .build();
    }
    return Diagnostic.at(
            TypeCodes.UNREAD_STREAM,
            place,
            "nobody reads " + declaration.title() + ", so its rows are dropped" + noSinks)
        .label(notRead)
        .help("read it from a stream or sink, or remove it")
        .build();
  }
}
