package dev.drey.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Takes secret values out of what is shown, wherever they came from: a client's message repeats
 * what it refuses. What stands in the source text stays there: it is no secret any more.
 */
public final class Redaction {
  private static final String SHOWN = "***";

  /** A beginning of this length gives a secret away: messages cut long texts. */
  private static final int TELLING = 8;

  private final List<String> secrets = new ArrayList<>();

  public Redaction(Collection<String> secrets) {
    secrets.stream().filter(secret -> !secret.isEmpty()).forEach(this.secrets::add);
    this.secrets.sort((a, b) -> Integer.compare(b.length(), a.length()));
  }

  public Diagnostic of(Diagnostic diagnostic) {
    if (secrets.isEmpty()) {
      return diagnostic;
    }
    Diagnostic.Builder shown =
        Diagnostic.at(diagnostic.code(), diagnostic.span(), of(diagnostic.message()))
            .label(of(diagnostic.primary().text()));
    diagnostic.secondary().forEach(label -> shown.and(label.span(), of(label.text())));
    diagnostic.help().forEach(help -> shown.help(of(help)));
    return shown.build();
  }

  public String of(String text) {
    String shown = text;
    for (String secret : secrets) {
      shown = without(secret, shown);
    }
    return shown;
  }

  private static String without(String secret, String text) {
    String beginning = secret.substring(0, Math.min(secret.length(), TELLING));
    StringBuilder shown = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, from)) {
      int same = beginning.length();
      while (same < secret.length()
          && at + same < text.length()
          && secret.charAt(same) == text.charAt(at + same)) {
        same++;
      }
      boolean alone = beginning.length() > 3 || (isEdge(text, at - 1) && isEdge(text, at + same));
      shown.append(text, from, at).append(alone ? SHOWN : text.substring(at, at + same));
      from = at + same;
    }
    return shown.append(text.substring(from)).toString();
  }

  /** A short secret is a part of many words. */
  private static boolean isEdge(String text, int at) {
    return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }
}
