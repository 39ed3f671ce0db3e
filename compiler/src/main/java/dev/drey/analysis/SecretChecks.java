// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.SecretStore;
import dev.drey.diagnostic.DeliveryCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.schema.SecretLook;
import dev.drey.shape.SecretReference;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Secrets in the options of connectors and formats: whether they stand in clear, or nowhere. */
final class SecretChecks {
  private final AnalysisContext context;

  SecretChecks(AnalysisContext context) {
    this.context = context;
  }

  void check(OptionLeaf leaf) {
    if (leaf.kept().isPresent()) {
      checkStore(leaf.kept().get(), leaf.place());
    } else if (leaf.secret()) {
      checkSecret(leaf, "is a secret and stands");
    } else if (looksSecret(leaf)) {
      checkSecret(leaf, "looks like a secret that stands");
    }
  }

  /** What a client is given under a free name has no shape that says what it is. */
  private static boolean looksSecret(OptionLeaf leaf) {
    int dot = leaf.path().indexOf('.');
    boolean text = leaf.kind() == Shape.Kind.SCALAR || leaf.kind() == Shape.Kind.STRING;
    return text
        && ((dot > 0 && SecretLook.isName(leaf.path().substring(dot + 1)))
            || SecretLook.isValue(leaf.place().text()));
  }

  // A parameter's value comes from outside; `${` in the source text says that it is one.
  private void checkSecret(OptionLeaf leaf, String what) {
    if (!leaf.place().span().text().contains("${") && !leaf.place().text().isEmpty()) {
      context.report(
          Diagnostic.at(
                  DeliveryCodes.CLEAR_SECRET,
                  leaf.place().span(),
                  "`" + leaf.path() + "` " + what + " here in clear text")
              .label("everybody who reads this file reads it")
              .help(asParam(leaf.path())));
    }
  }

  private static String asParam(String path) {
    boolean free = path.startsWith("properties.");
    String key = free ? path.substring(path.indexOf('.') + 1) : path.replaceFirst("^.*\\.", "");
    String name = key.replaceAll("([a-z])([A-Z])", "$1_$2").replaceAll("[^A-Za-z0-9]+", "_");
    String lower = name.toLowerCase(Locale.ROOT);
    return "write `"
        + key
        + ": \"${"
        + lower
        + "}\"` and at the top of the spec `params: {"
        + lower
        + ": {type: STRING}}`";
  }

  private void checkStore(SecretReference kept, LocatedText place) {
    Optional<SecretStore> store = context.catalog().secretStore(kept.store());
    if (place.unresolved() || store.filter(found -> !kept.name().isEmpty()).isPresent()) {
      return;
    }
    List<String> forms =
        context.catalog().secretStores().stream()
            .map(each -> "`" + each.name() + ":" + each.form() + "`")
            .collect(Collectors.toList());
    Diagnostic.Builder problem =
        Diagnostic.at(
                DeliveryCodes.NO_SECRET_STORE,
                place.span(),
                store.isPresent()
                    ? "no name stands behind `" + kept.store() + ":`"
                    : "there is no store of secrets `" + kept.store() + "`")
            .help(
                kept.text().startsWith("/")
                    ? "for the file of this name write `file:" + kept.text() + "`"
                    : "write one of " + String.join(", ", forms));
    context.report(problem);
  }
}
