// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Clash;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.diagnostic.DeliveryCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.model.ConnectorUse;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is wrong with a connector's options: what every connector has, and its own findings. */
final class ConnectorChecks {
  private static final String WILDCARDS = "*?[{";

  private final AnalysisContext context;
  private final SecretChecks secrets;

  ConnectorChecks(AnalysisContext context) {
    this.context = context;
    this.secrets = new SecretChecks(context);
  }

  /** Findings of the connector's own need every option; where some could not be read, none. */
  void check(
      Connector connector, ConnectorUsage usage, ConnectorUse use, Shape options, Columns columns) {
    if (use.complete()) {
      ConnectorUsage known = columns.whole().map(usage::withRowType).orElse(usage);
      for (Finding finding : connector.check(known)) {
        report(finding, use);
      }
    }
    List<OptionLeaf> leaves = check(use, options, columns);
    if (!usage.isSink()) {
      leaves.stream().filter(OptionLeaf::isPath).map(OptionLeaf::place).forEach(this::checkPrefix);
    }
  }

  /** What every option has, whatever it is an option of; gives them. */
  List<OptionLeaf> check(ConnectorUse use, Shape options, Columns columns) {
    List<OptionLeaf> leaves = OptionLeaf.of(use, options);
    for (OptionLeaf leaf : leaves) {
      secrets.check(leaf);
      if (leaf.kind() == Shape.Kind.COLUMN) {
        context.column(leaf.place(), columns.known(), columns.hidden());
      }
    }
    return leaves;
  }

  /** Checks the uses of one connector beside each other. */
  void checkTogether(Connector connector, Map<ConnectorUsage, ConnectorUse> uses) {
    for (Clash clash : connector.checkTogether(List.copyOf(uses.keySet()))) {
      ConnectorUse at = Objects.requireNonNull(uses.get(clash.at()));
      ConnectorUse with = Objects.requireNonNull(uses.get(clash.with()));
      Finding found = clash.finding();
      Finding finding =
          Finding.of(
              found.code(),
              found.option(),
              OptionsByName.inWords(found.message()),
              OptionsByName.inWords(found.help()));
      context.report(
          diagnostic(finding, at).and(place(clash.withOption(), with), clash.with().words()));
    }
  }

  void report(Finding finding, ConnectorUse use) {
    if (standsIn(finding, use)) {
      return;
    }
    String own = finding.option().substring(finding.option().indexOf('.') + 1);
    String name = finding.written().isEmpty() ? own : finding.written();
    Optional<String> near = DidYouMean.help(name, finding.names());
    boolean slip = !finding.names().isEmpty() && finding.help().isEmpty();
    if (near.isPresent()) {
      context.report(diagnostic(finding.withHelp(near.get()), use));
    } else if (!slip) {
      context.report(diagnostic(finding, use));
    }
  }

  /** Whether the connector saw a stand-in for a parameter that has no value yet. */
  private static boolean standsIn(Finding finding, ConnectorUse use) {
    LocatedText written = use.places().get(finding.option());
    return written != null && written.unresolved();
  }

  private Diagnostic.Builder diagnostic(Finding finding, ConnectorUse use) {
    if (!context.codes().contains(finding.code())) {
      throw new IllegalStateException(use.name() + " reports an unknown " + finding.code());
    }
    Diagnostic.Builder diagnostic =
        Diagnostic.at(finding.code(), place(finding.option(), use), finding.message());
    return finding.help().isEmpty() ? diagnostic : diagnostic.help(finding.help());
  }

  /** The option, the nearest object around it that has a scalar, or else the connector's key. */
  private static Span place(String option, ConnectorUse use) {
    for (String path = option; !path.isEmpty(); path = parent(path)) {
      LocatedText exact = use.places().get(path);
      if (exact != null) {
        return exact.span();
      }
      String prefix = path + ".";
      LocatedText inside =
          use.places().entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(prefix))
              .map(Map.Entry::getValue)
              .min((a, b) -> Integer.compare(a.span().start(), b.span().start()))
              .orElse(null);
      if (inside != null) {
        return inside.span();
      }
    }
    return use.name().span();
  }

  private static String parent(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }

  private void checkPrefix(LocatedText path) {
    String bare = path.text().replaceFirst("^[a-z0-9]+://", "");
    String first = bare.replaceFirst("^/", "").replaceFirst("/.*", "");
    boolean nothingFixed =
        bare.contains("/") && first.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
    if (nothingFixed) {
      context.report(
          Diagnostic.at(
                  DeliveryCodes.NO_PATH_PREFIX,
                  path.span(),
                  "the path starts with a wildcard, so finding its files means listing everything")
              .label("no fixed folder")
              .help("begin with the folder that holds the files, such as data/**/*.json"));
    }
  }
}
