// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.calc;

import dev.drey.row.RowCheck;
import dev.drey.type.DataType;
import java.io.Serializable;
import java.util.List;
import org.codehaus.commons.compiler.CompileException;
import org.jspecify.annotations.Nullable;

/**
 * A condition and projections as Java source text, which travels to the task managers inside an
 * operator and is compiled once per task. Free of Flink. Used by one thread at a time.
 */
public final class GeneratedCalc implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Object[] NOTHING = {};

  private final String className;
  private final String source;
  private final String[] texts;
  private final DataType[] types;
  private transient @Nullable Calc calc;

  /**
   * @param texts the SQL of the condition, then of the projections: what messages call them
   * @param types of the projections
   */
  public GeneratedCalc(String className, String source, List<String> texts, List<DataType> types) {
    this.className = className;
    this.source = source;
    this.texts = texts.toArray(new String[0]);
    this.types = types.toArray(new DataType[0]);
  }

  /** What the generated class implements. */
  public interface Calc {
    /** A new row, or null where the condition does not hold. */
    Object @Nullable [] apply(Object[] row);

    /** The projection that is being computed, or -1 for the condition. */
    int at();

    /** Where the time comes from. */
    void moment(Moment moment);
  }

  /** The generated Java source, for {@code explain} and for debugging. */
  public String source() {
    return source;
  }

  /** Compiles the source, unless it is compiled for another subtask. Once, before the first row. */
  public void open() {
    open(() -> GeneratedClasses.of(className, source));
  }

  /**
   * The same by a compiler that others use, too, and in no way shared: the constants of a spec are
   * computed once, and its code is compiled for a check alone.
   */
  public void open(ClassCompiler compiler) {
    open(() -> compiler.compile(className, source));
  }

  private void open(Compiling compiling) {
    try {
      calc = (Calc) compiling.compiled().getDeclaredConstructor().newInstance();
    } catch (CompileException | ReflectiveOperationException e) {
      throw new IllegalStateException("generated code does not compile:\n" + source, e);
    }
  }

  /** Has the opened code read this clock. */
  public void reads(Moment moment) {
    opened().moment(moment);
  }

  private interface Compiling {
    Class<?> compiled() throws CompileException, ClassNotFoundException;
  }

  /**
   * A new row, or null where the condition does not hold.
   *
   * @throws EvaluationException where an expression fails, such as a cast of an unreadable text
   */
  public Object @Nullable [] apply(Object[] row) {
    Calc opened = opened();
    Object[] result;
    try {
      result = opened.apply(row);
    } catch (RuntimeException e) {
      throw new EvaluationException(texts[opened.at() + 1], e);
    }
    return checked(result);
  }

  /**
   * The same where no column is read. There are many classes of constants in a process that also
   * runs what it compiles; at the call of {@link #apply} the JVM would see one after the other.
   */
  public Object @Nullable [] applyToNothing() {
    Calc opened = opened();
    Object[] result;
    try {
      result = opened.apply(NOTHING);
    } catch (RuntimeException e) {
      throw new EvaluationException(texts[opened.at() + 1], e);
    }
    return checked(result);
  }

  private Calc opened() {
    Calc opened = calc;
    if (opened == null) {
      throw new IllegalStateException("open() comes first");
    }
    return opened;
  }

  private Object @Nullable [] checked(Object @Nullable [] result) {
    if (RowCheck.ON && result != null) {
      for (int i = 0; i < types.length; i++) {
        RowCheck.value("`" + texts[i + 1] + "`", types[i], result[i]);
      }
    }
    return result;
  }
}
