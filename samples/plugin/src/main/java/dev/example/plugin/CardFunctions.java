// SPDX-License-Identifier: Apache-2.0
package dev.example.plugin;

import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.FunctionLibrary;
import dev.drey.function.ScalarFunction;
import java.util.List;

/** Functions of expressions: a declaration, and beside it the method that generated code calls. */
public final class CardFunctions implements FunctionLibrary {
  @Override
  public List<ScalarFunction> functions() {
    return List.of(
        ScalarFunction.of(
                "LUHN",
                Group.TEXT,
                CardFunctions.class,
                "Whether the last digit of a card's number is that of Luhn's formula.",
                "LUHN('79927398713')",
                "TRUE")
            .strict("STRING -> BOOLEAN", "luhn"));
  }

  /** Of LUHN; not called for NULL. */
  public static boolean luhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = Character.digit(number.charAt(number.length() - 1 - i), 10);
      if (digit < 0) {
        return false;
      }
      int counted = i % 2 == 0 ? digit : digit * 2;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return !number.isEmpty() && sum % 10 == 0;
  }
}
