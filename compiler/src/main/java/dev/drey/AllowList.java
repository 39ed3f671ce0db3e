// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TypeCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.diagnostic.code.Severity;
import dev.drey.model.AllowSpec;
import dev.drey.model.PipelineSpec;
import dev.drey.yaml.TreePaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The warnings that a spec's author has accepted: those of a code at a path and below it. Errors
 * cannot be allowed, and an {@code allow} without a warning is reported, so that none outlives its
 * reason.
 */
final class AllowList {
  private final PipelineSpec spec;
  private final DiagnosticCodes codes;

  public AllowList(PipelineSpec spec, DiagnosticCodes codes) {
    this.spec = spec;
    this.codes = codes;
  }

  /** The diagnostics without the allowed ones, and with what is wrong with the list itself. */
  public List<Diagnostic> apply(List<Diagnostic> found) {
    if (spec.allows().isEmpty()) {
      return found;
    }
    List<Diagnostic> problems = new ArrayList<>();
    Set<Diagnostic> allowed = new HashSet<>();
    // After an error, warnings that an entry stands for may not have been looked for.
    boolean complete = found.stream().noneMatch(d -> d.severity() == Severity.ERROR);
    for (AllowSpec allow : spec.allows()) {
      Optional<Diagnostic> wrong = wrong(allow);
      if (wrong.isPresent()) {
        problems.add(wrong.get());
        continue;
      }
      List<Diagnostic> matched =
          found.stream().filter(d -> matches(allow, d)).collect(Collectors.toList());
      allowed.addAll(matched);
      if (matched.isEmpty() && complete) {
        problems.add(unused(allow));
      }
    }
    List<Diagnostic> left = new ArrayList<>(found);
    left.removeIf(allowed::contains);
    left.addAll(problems);
    return left;
  }

  private boolean matches(AllowSpec allow, Diagnostic diagnostic) {
    if (diagnostic.severity() != Severity.WARNING
        || !diagnostic.code().id().equalsIgnoreCase(allow.code().text())) {
      return false;
    }
    String at = allow.at().text();
    return TreePaths.at(spec.tree(), diagnostic.span()).stream()
        .anyMatch(path -> path.equals(at) || path.startsWith(at + "."));
  }

  private Optional<Diagnostic> wrong(AllowSpec allow) {
    String id = allow.code().text();
    Optional<DiagnosticCode> code = codes.find(id);
    if (code.isEmpty()) {
      List<String> ids = codes.all().stream().map(DiagnosticCode::id).collect(Collectors.toList());
      return Optional.of(
          Diagnostic.at(
                  TypeCodes.ALLOW_UNKNOWN,
                  allow.code().span(),
                  "there is no diagnostic `" + id + "`")
              .label("not a code")
              .help(DidYouMean.help(id, ids).orElse("copy the code of the warning, such as DR0408"))
              .build());
    }
    if (code.get().severity() == Severity.ERROR) {
      return Optional.of(
          Diagnostic.at(
                  TypeCodes.ALLOW_ERROR,
                  allow.code().span(),
                  code.get().id()
                      + " ("
                      + code.get().title()
                      + ") is an error; only warnings can"
                      + " be allowed")
              .label("an error")
              .help("correct what it reports, and remove this entry")
              .build());
    }
    return Optional.empty();
  }

  private static Diagnostic unused(AllowSpec allow) {
    return Diagnostic.at(
            TypeCodes.ALLOW_UNUSED,
            allow.code().span(),
            "there is no " + allow.code().text() + " at `" + allow.at().text() + "` to allow")
        .label("suppresses nothing")
        .and(allow.at().span(), "looked for here and below")
        .help("remove the entry; where the path is wrong, it is written like `streams.velocity`")
        .build();
  }
}
