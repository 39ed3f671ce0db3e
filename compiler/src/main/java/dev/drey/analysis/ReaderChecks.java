package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.model.PipelineSpec;

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
      boolean silent =
          declaration.kind() == Declaration.Kind.ROUTE || names.isRead(declaration.name().text());
      if (!silent) {
        diagnostics.add(unread(declaration));
      }
    }
  }

  private Diagnostic unread(Declaration declaration) {
    String name = declaration.name().text();
    String noSinks = spec.sinks().isEmpty() ? "; this spec has no sinks" : "";
    switch (declaration.kind()) {
      case SOURCE:
        return Diagnostic.at(
                TypeCodes.UNREAD_SOURCE,
                declaration.name().span(),
                "nobody reads source `" + name + "`, so it is not started" + noSinks)
            .label("no stream or sink has it in `from`")
            .help("read it from a stream or sink, or remove it")
            .build();
      case BAD_RECORDS:
      case LATE:
        return Diagnostic.at(
                TypeCodes.UNREAD_OUTPUT,
                declaration.name().span(),
                "nobody reads `" + name + "`, so what is set aside there would be lost")
            .label("no stream or sink has it in `from`")
            .help(
                declaration.kind() == Declaration.Kind.LATE
                    ? "add a sink with `from: " + name + "`, or remove `late`"
                    : "add a sink with `from: " + name + "`, or write `onError: drop`")
            .build();
      default:
        return Diagnostic.at(
                TypeCodes.UNREAD_STREAM,
                declaration.name().span(),
                "nobody reads "
                    + (declaration.kind() == Declaration.Kind.BRANCH
                        ? "branch `" + name + "` of a route"
                        : declaration.kind().words() + " `" + name + "`")
                    + ", so its rows are dropped"
                    + noSinks)
            .label("no stream or sink has it in `from`")
            .help("read it from a stream or sink, or remove it")
            .build();
    }
  }
}
