// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import com.mifmif.common.regex.Generex;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.datafaker.Faker;
import net.datafaker.service.FakeValuesService;
import net.datafaker.service.FakerContext;
import net.datafaker.service.RandomService;

/**
 * Datafaker, in such a way that a text follows from the expression and a seed alone. It loads words
 * by the megabyte: there is none before the first text.
 */
final class FakeTexts {
  private final Random random = new Random(0);
  private final Faker faker;

  FakeTexts(String locale) {
    faker =
        new Faker(
            new SeededValues(),
            new FakerContext(Locale.forLanguageTag(locale), new RandomService(random)));
  }

  /** What Datafaker throws where it does not know the expression is an exception of no kind. */
  String text(String expression, long seed) {
    random.setSeed(seed);
    return faker.expression(expression);
  }

  /** Datafaker seeds what makes texts by patterns once, so that each depends on those before. */
  private static final class SeededValues extends FakeValuesService {
    private final Map<String, Generex> patterns = new HashMap<>();

    @Override
    public String regexify(String pattern, FakerContext context) {
      Generex texts = patterns.computeIfAbsent(pattern, Generex::new);
      texts.setSeed(context.getRandomService().nextLong());
      return texts.random();
    }
  }
}
