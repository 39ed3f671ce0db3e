// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.inference.Misfit;
import dev.drey.inference.ModelRuntime;
import dev.drey.inference.ModelUse;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model beside what a spec says of it. One that is a file here is read; one that is elsewhere is
 * compared where the job is started.
 */
final class ModelChecks {
  private final AnalysisContext context;

  ModelChecks(AnalysisContext context) {
    this.context = context;
  }

  /** Where the model is: a whole path or an address; empty where something is wrong with it. */
  Optional<String> location(InferSpec infer, ModelUse use) {
    LocatedText model = infer.model().orElseThrow();
    ModelRuntime runtime = context.catalog().models(InferKeys.ONNX).orElseThrow();
    if (model.isUnreadable() || model.unresolved() || model.text().contains("://")) {
      return Optional.of(model.text());
    }
    Optional<Path> file = file(model);
    return file.filter(path -> fits(path, infer, use, runtime)).map(Path::toString);
  }

  private Optional<Path> file(LocatedText model) {
    Optional<Path> folder = model.span().file().folder();
    if (folder.isEmpty()) {
      report(
          model,
          "this spec has no folder in which `" + model.text() + "` could be",
          "write where the model is for the cluster, such as `s3://BUCKET/" + model.text() + "`");
      return Optional.empty();
    }
    try {
      return Optional.of(folder.get().resolve(model.text()).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      report(model, "this is no path", "name the file by its path from the spec's folder");
      return Optional.empty();
    }
  }

  private boolean fits(Path path, InferSpec infer, ModelUse use, ModelRuntime runtime) {
    try {
      boolean fits = true;
      for (Misfit misfit : use.misfits(runtime.signature(Files.readAllBytes(path)))) {
        context.report(
            Diagnostic.at(
                    misfit.kind() == Misfit.Kind.TENSOR
                        ? TypeCodes.MODEL_TENSOR
                        : TypeCodes.MODEL_TYPE,
                    place(misfit, infer),
                    misfit.message())
                .label("not as the model has it")
                .help(misfit.help()));
        fits = false;
      }
      return fits;
    } catch (NoSuchFileException e) {
      report(
          infer.model().orElseThrow(),
          "there is no file `" + infer.model().orElseThrow().text() + "` beside the spec",
          "name the model by its path from the spec's folder, or by an address such as"
              + " `s3://BUCKET/KEY`");
    } catch (IOException e) {
      report(
          infer.model().orElseThrow(),
          "the model cannot be read: " + e.getMessage(),
          "name a file that an exporter of ONNX wrote");
    }
    return false;
  }

  private static Span place(Misfit misfit, InferSpec infer) {
    for (InferSpec.Input input : infer.given()) {
      if (misfit.at().equals("inputs." + input.tensor().text())) {
        return misfit.index() < 0
            ? input.tensor().span()
            : input.values().get(misfit.index()).span();
      }
    }
    for (InferSpec.Output output : infer.outputs()) {
      if (misfit.at().equals("outputs." + output.column().text())) {
        return misfit.kind() == Misfit.Kind.TENSOR ? output.tensor().span() : output.type().span();
      }
    }
    return infer.model().orElseThrow().span();
  }

  private void report(LocatedText model, String message, String help) {
    context.report(
        Diagnostic.at(TypeCodes.MODEL, model.span(), message).label("no model").help(help));
  }
}
