// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import dev.drey.shape.Option;
import java.util.List;

/** The options of texts that look real. */
final class FakeOptions {
  /** Those of Datafaker's that are a language's tag; others give English words. */
  static final List<String> LOCALES =
      List.of(
          "ar", "be", "bg", "ca", "cs-CZ", "da-DK", "de", "de-AT", "de-CH", "en", "en-AU", "en-CA",
          "en-GB", "en-NG", "en-NZ", "en-PH", "en-PK", "en-SG", "en-UG", "en-US", "en-ZA", "es",
          "es-AR", "es-MX", "es-PY", "fa", "fi-FI", "fr", "fr-CA", "fr-CH", "he", "hr", "hu", "hy",
          "id", "it", "ja", "ko", "lv", "nb-NO", "nl", "pl", "pt", "pt-BR", "ru", "sk", "sv", "th",
          "tr", "uk", "vi", "zh-CN", "zh-TW");

  static final Option<String> FAKE =
      Option.text(
              "fake",
              "A text that looks real: a method of a provider of Datafaker 1.9, such as"
                  + " name.fullName, or a text with `#{name.fullName}` in it. The column is STRING.")
          .example("name.fullName");

  static final Option<String> LOCALE =
      Option.choice("locale", LOCALES, "Of what language and country the texts of `fake` are.")
          .orElse("en")
          .example("de-AT");

  private FakeOptions() {}
}
