// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import com.google.auto.value.AutoValue;
import dev.drey.analysis.DeclaredName;
import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Redaction;
import dev.drey.diagnostic.code.Severity;
import dev.drey.model.PipelineSpec;
import dev.drey.plan.LogicalPlan;
import dev.drey.type.RowType;
import dev.drey.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a compilation gives: always the diagnostics, and as much else as they allow. */
@AutoValue
public abstract class CompileResult {
  static CompileResult of(
      List<Diagnostic> diagnostics,
      Optional<PipelineSpec> spec,
      Optional<LogicalPlan> plan,
      List<String> unknownNames,
      Optional<YamlNode> tree,
      List<DeclaredName> names,
      Map<String, RowType> rowTypes,
      Redaction redaction) {
    return new AutoValue_CompileResult(
        List.copyOf(diagnostics),
        spec,
        plan,
        List.copyOf(unknownNames),
        tree,
        names,
        rowTypes,
        redaction);
  }

  /** By place; those that the spec allows are left out. */
  public abstract List<Diagnostic> diagnostics();

  /** Present where syntax and structure are right. */
  public abstract Optional<PipelineSpec> spec();

  /** Present where there is no error and no unknown name. */
  public abstract Optional<LogicalPlan> plan();

  /**
   * The names in {@link CompilerOptions#inputFiles} that are no source, those in {@link
   * CompilerOptions#outputFiles} that are no sink and those in {@link CompilerOptions#tableFiles}
   * that are no stream with a lookup: a mistake of the call, not of the spec. Empty where the spec
   * could not be read.
   */
  public abstract List<String> unknownNames();

  /** What is written, as far as it can be read, with its places: for editors. */
  public abstract Optional<YamlNode> tree();

  /** The names that streams and sinks can read, of a spec with errors too. */
  public abstract List<DeclaredName> names();

  /** By name, the columns of each source and stream that could be typed, in spite of errors. */
  public abstract Map<String, RowType> rowTypes();

  /**
   * Takes out of a text the secrets that this compilation knows: what is printed of a plan, and
   * what others say while it runs, goes through it.
   */
  public abstract Redaction redaction();

  /**
   * The same with the secrets in the plan that it refers to, for a job that is to be started.
   *
   * @throws SecretException where one cannot be read
   */
  public CompileResult withSecrets(Catalog catalog) throws SecretException {
    if (plan().isEmpty()) {
      return this;
    }
    Secrets secrets = new Secrets(catalog);
    LogicalPlan whole = secrets.in(plan().get());
    return of(
        diagnostics(),
        spec(),
        Optional.of(whole),
        unknownNames(),
        tree(),
        names(),
        rowTypes(),
        redaction().and(secrets.values()));
  }

  public boolean hasErrors() {
    return diagnostics().stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }
}
