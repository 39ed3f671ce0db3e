package dev.drey.format.text;

import dev.drey.shape.Key;
import dev.drey.shape.Shape;

/** The option of formats that lets times lose digits. */
public final class TruncateTimes {
  public static final String OPTION = "truncateTimes";

  private TruncateTimes() {}

  public static Key key() {
    return Key.of(
            OPTION,
            Shape.bool(),
            "Whether digits of a second that a column has no place for, such as microseconds for"
                + " TIMESTAMP(3), are cut off. Without it such a time, unless the digits are zeros,"
                + " makes a bad record.")
        .withDefault("false")
        .withExample("true");
  }
}
