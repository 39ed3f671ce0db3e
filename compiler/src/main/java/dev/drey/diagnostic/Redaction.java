// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes secret values out of what is shown, wherever they came from: a client's message repeats
 * what it refuses. What stands in the source text stays there: it is no secret any more. A login in
 * an address goes in any case.
 */
public final class Redaction {
  private static final String SHOWN = "***";

  /** A beginning of this length gives a secret away: messages cut long texts. */
  private static final int TELLING = 8;

  private static final Pattern PART =
      Pattern.compile(
          "(?i)(?:password|secret|token|key)\\s{0,9}=\\s{0,9}(?:\"([^\"]+)\"|'([^']+)'|([^\\s\"';&]+))"
              + "|://[^/@:\\s]{0,200}:([^/@\\s]{1,200})@");

  /** A URL or a login's configuration begins like many others, and only its parts are telling. */
  private static final Pattern COMMON_BEGINNING =
      Pattern.compile(
          "\\s{0,9}(?:[A-Za-z][A-Za-z0-9+.-]{0,30}://|[\\w.$]{1,200}\\s{1,9}required\\s)");

  /** What nobody had to name a secret: it stands where clients expect one. */
  private static final Pattern LOGIN =
      Pattern.compile(
          "(?i)(://)[^/@\\s?#'\"`<>]{1,200}(?=@)"
              + "|([?&;](?:sig|[a-z0-9_.-]{0,40}(?:token|secret|password|passwd|signature|credential"
              + "|api[_-]?key|access[_-]?key)[a-z0-9_.-]{0,40})=)[^&;#\\s'\"`<>]{1,4000}"
              + "|(\\bpassword\\s{0,9}=\\s{0,9})(?:\"[^\"$]{1,1000}\"|'[^'$]{1,1000}')");

  /** The part of a long secret in which others are looked for. */
  private static final int LOOKED_AT = 4096;

  /** What is taken out where it stands from its first to its last character. */
  private final List<String> whole;

  /** What is taken out where its beginning stands, too. */
  private final List<String> telling;

  private final Collection<String> secrets;

  public Redaction(Collection<String> secrets) {
    this.secrets = List.copyOf(secrets);
    Set<String> telling = new LinkedHashSet<>();
    Set<String> rest = new LinkedHashSet<>();
    for (String secret : secrets) {
      Set<String> parts = new LinkedHashSet<>();
      parts(secret, parts);
      boolean partsTell = !parts.isEmpty() && COMMON_BEGINNING.matcher(secret).lookingAt();
      (partsTell ? rest : telling).add(secret);
      telling.addAll(parts);
    }
    this.telling = longestFirst(forms(telling));
    rest.addAll(telling);
    this.whole = longestFirst(forms(rest));
  }

  /** One that takes out more secrets. */
  public Redaction and(Collection<String> more) {
    List<String> all = new ArrayList<>(secrets);
    all.addAll(more);
    return new Redaction(all);
  }

  private static List<String> longestFirst(Set<String> forms) {
    return forms.stream()
        .filter(form -> !form.isEmpty())
        .sorted((a, b) -> Integer.compare(b.length(), a.length()))
        .collect(Collectors.toList());
  }

  /** The secrets as expressions, plans and pages write them. */
  private static Set<String> forms(Set<String> secrets) {
    Set<String> forms = new LinkedHashSet<>(secrets);
    for (String secret : secrets) {
      forms.add(secret.toUpperCase(Locale.ROOT));
      forms.add(secret.toLowerCase(Locale.ROOT));
    }
    // As SQL writes it, then as JSON and HTML write either.
    List.copyOf(forms).forEach(form -> forms.add(form.replace("'", "''")));
    for (String form : List.copyOf(forms)) {
      forms.add(form.replace("\\", "\\\\").replace("\"", "\\\""));
      forms.add(
          form.replace("&", "&amp;")
              .replace("\"", "&quot;")
              .replace("<", "&lt;")
              .replace(">", "&gt;"));
    }
    return forms;
  }

  /** The password inside a URL or a login's configuration, which a message may repeat alone. */
  private static void parts(String secret, Set<String> parts) {
    Matcher matcher = PART.matcher(secret.substring(0, Math.min(secret.length(), LOOKED_AT)));
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          parts.add(matcher.group(group));
        }
      }
    }
  }

  public Diagnostic of(Diagnostic diagnostic) {
    Diagnostic.Builder shown =
        Diagnostic.at(diagnostic.code(), diagnostic.span(), of(diagnostic.message()))
            .label(of(diagnostic.primary().text()));
    diagnostic.secondary().forEach(label -> shown.and(label.span(), of(label.text())));
    diagnostic.help().forEach(help -> shown.help(of(help)));
    return shown.build();
  }

  /**
   * The failure as it is where no message in its chain holds a secret; else a likeness of it, with
   * the same names and traces.
   */
  public Exception of(Exception failure) {
    for (Throwable each : chain(failure)) {
      String message = String.valueOf(each.getMessage());
      if (!of(message).equals(message)) {
        return likeness(failure);
      }
    }
    return failure;
  }

  private RedactedException likeness(Throwable failure) {
    List<Throwable> chain = chain(failure);
    RedactedException made = new RedactedException(chain.get(chain.size() - 1), this, null);
    for (int i = chain.size() - 2; i >= 0; i--) {
      made = new RedactedException(chain.get(i), this, made);
    }
    return made;
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  /** The text without the secrets. */
  public String of(String text) {
    String shown = text;
    // Whole ones first: two forms of one secret start alike.
    for (String secret : whole) {
      shown = secret.length() > TELLING ? shown.replace(secret, SHOWN) : shown;
    }
    for (String secret : telling) {
      shown = without(secret, shown);
    }
    return LOGIN.matcher(shown).replaceAll(Redaction::masked);
  }

  private static String masked(MatchResult found) {
    String before = "";
    for (int group = 1; group <= found.groupCount(); group++) {
      before = found.group(group) == null ? before : found.group(group);
    }
    return Matcher.quoteReplacement(before + SHOWN);
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
