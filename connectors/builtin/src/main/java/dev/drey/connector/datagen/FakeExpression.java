// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.datafaker.Faker;
import net.datafaker.providers.base.AbstractProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a spec may write behind {@code fake}: a method of a provider of Datafaker, or a text with
 * such in it. Whether it can be made is seen by making it once.
 */
final class FakeExpression {
  private static final String BEGIN = "#{";
  private static final Pattern DIRECTIVE = Pattern.compile("#\\{(\\w+)(?:\\.(\\w+))?([^}]*)\\}");
  private static final Pattern METHOD = Pattern.compile("\\w+\\.\\w+");

  /** What asks the clock, or remembers what it gave. */
  private static final Set<String> MOVING =
      Set.of(
          "date",
          "time",
          "twitter",
          "unique",
          "locality",
          "business.creditcardexpiry",
          "idnumber.peselnumber",
          "idnumber.validkokrrrn");

  private final String path;

  private FakeExpression(String path) {
    this.path = path;
  }

  /** The expression in the form in which Datafaker takes methods first. */
  static String of(String path, String written, String locale) throws GeneratorMismatch {
    return new FakeExpression(path).checked(written, locale);
  }

  private String checked(String written, String locale) throws GeneratorMismatch {
    boolean template = written.contains(BEGIN);
    if (!template && !METHOD.matcher(written).matches()) {
      throw new GeneratorMismatch(
          path,
          "`" + written + "` names no method of Datafaker",
          "write PROVIDER.METHOD, such as name.fullName, or a text with `#{PROVIDER.METHOD}` in it");
    }
    String text = template ? written : BEGIN + written + "}";
    StringBuilder expression = new StringBuilder();
    int directives = 0;
    Matcher directive = DIRECTIVE.matcher(text);
    while (directive.find()) {
      directives++;
      requireSteady(directive.group(1), directive.group(2));
      String read = BEGIN + capital(directive.group().substring(BEGIN.length()), directive);
      directive.appendReplacement(expression, Matcher.quoteReplacement(read));
    }
    directive.appendTail(expression);
    if (directives != text.split(Pattern.quote(BEGIN), -1).length - 1) {
      throw new GeneratorMismatch(
          path,
          "a `#{` here is not followed by a name and `}`",
          "write `#{PROVIDER.METHOD}`, such as #{name.fullName}");
    }
    requireMade(text, expression.toString(), locale);
    return expression.toString();
  }

  /** A provider in small letters could be a word list as well, which is something else. */
  private static String capital(String directive, Matcher found) {
    return found.group(2) == null
        ? directive
        : directive.substring(0, 1).toUpperCase(Locale.ROOT) + directive.substring(1);
  }

  private void requireSteady(String provider, @Nullable String method) throws GeneratorMismatch {
    String name = provider.toLowerCase(Locale.ROOT).replace("_", "");
    String whole = name + "." + (method == null ? "" : method.toLowerCase(Locale.ROOT));
    if (MOVING.contains(name) || MOVING.contains(whole)) {
      throw new GeneratorMismatch(
          path,
          "what `" + provider + "` gives depends on the day or on what it gave before",
          "take clock, between or sequence, by which a row is the same in every run");
    }
  }

  private void requireMade(String written, String expression, String locale)
      throws GeneratorMismatch {
    String first;
    String again;
    try {
      first = new FakeTexts(locale).text(expression, 1);
      again = new FakeTexts(locale).text(expression, 1);
    } catch (RuntimeException unknown) {
      throw explained(written);
    }
    if (!first.equals(again)) {
      throw new GeneratorMismatch(
          path,
          "what Datafaker makes of this is no text that a seed decides",
          "take another method");
    }
  }

  private GeneratorMismatch explained(String written) {
    Map<String, Class<?>> providers = providers();
    Matcher directive = DIRECTIVE.matcher(written);
    while (directive.find()) {
      String method = directive.group(2);
      if (method == null) {
        continue;
      }
      Class<?> provider = providers.get(directive.group(1).toLowerCase(Locale.ROOT));
      if (provider == null) {
        return new GeneratorMismatch(
            path,
            "Datafaker has no provider `" + directive.group(1) + "`",
            "there are address, commerce, company, internet, name, phoneNumber and "
                + (providers.size() - 6)
                + " more, as its documentation has them",
            directive.group(1),
            names(Faker.class));
      }
      if (!names(provider).contains(method)) {
        return new GeneratorMismatch(
            path,
            "the provider `" + directive.group(1) + "` of Datafaker has no method `" + method + "`",
            "it has " + String.join(", ", names(provider)),
            method,
            names(provider));
      }
    }
    return new GeneratorMismatch(
        path,
        "Datafaker can make no text of this",
        "give a method what it wants, each in quotation marks: #{number.numberBetween '1','10'}");
  }

  /** By their names in small letters. */
  private static Map<String, Class<?>> providers() {
    Map<String, Class<?>> providers = new TreeMap<>();
    for (Method method : Faker.class.getMethods()) {
      if (isProvider(method)) {
        providers.put(method.getName().toLowerCase(Locale.ROOT), method.getReturnType());
      }
    }
    return providers;
  }

  private static boolean isProvider(Method method) {
    return method.getParameterCount() == 0
        && AbstractProvider.class.isAssignableFrom(method.getReturnType());
  }

  /**
   * The providers of Datafaker itself, and the methods of a provider that give texts or numbers.
   */
  private static List<String> names(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Method method : type.getMethods()) {
      Class<?> gives = method.getReturnType();
      boolean value = gives == String.class || (gives.isPrimitive() && gives != void.class);
      boolean wanted = type == Faker.class ? isProvider(method) : value;
      if (wanted && method.getDeclaringClass() != Object.class && !isStatic(method)) {
        names.add(method.getName());
      }
    }
    return List.copyOf(names);
  }

  private static boolean isStatic(Method method) {
    return Modifier.isStatic(method.getModifiers());
  }
}
