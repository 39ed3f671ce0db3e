package dev.drey.expression;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A condition and projections as Java source text, which travels to the task managers inside an
 * operator and is compiled once per task. Free of Flink. Used by one thread at a time.
 */
public final class GeneratedCalc implements Serializable {
  private static final long serialVersionUID = 1;

  private final String className;
  private final String source;
  private transient @Nullable Calc calc;

  GeneratedCalc(String className, String source) {
    this.className = className;
    this.source = source;
  }

  /** What the generated class implements. */
  public interface Calc {
    /** A new row, or null where the condition does not hold. */
    Object @Nullable [] apply(Object[] row);
  }

  /** The generated Java source, for {@code explain} and for debugging. */
  public String source() {
    return source;
  }

  /** Compiles the source with the given class loader as parent. Once, before the first row. */
  public void open(ClassLoader parent) {
    throw new UnsupportedOperationException(className);
  }

  /** A new row, or null where the condition does not hold. */
  public Object @Nullable [] apply(Object[] row) {
    if (calc == null) {
      throw new IllegalStateException("open() comes first");
    }
    return calc.apply(row);
  }
}
