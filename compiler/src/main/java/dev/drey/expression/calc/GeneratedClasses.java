// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.calc;

import static java.util.Objects.requireNonNull;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.jspecify.annotations.Nullable;

/**
 * The classes that were generated last, by their source. The subtasks of a job, its attempts after
 * a failure and the tests of a spec share one: it is compiled once, and what the JVM has learned of
 * it and of its callers stays true. For many threads.
 */
final class GeneratedClasses {
  private static final int MOST = 256;

  private static final Map<String, Unit> BY_SOURCE =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Unit> eldest) {
          return size() > MOST;
        }
      };

  private GeneratedClasses() {}

  /** The class of this source, compiled where there is none. It sees what Drey's classes see. */
  static Class<?> of(String name, String source) throws CompileException, ClassNotFoundException {
    Unit unit;
    synchronized (BY_SOURCE) {
      unit = BY_SOURCE.computeIfAbsent(source, each -> new Unit());
    }
    return unit.compiled(name, source);
  }

  /** One source. Who asks for it while it is compiled waits; who asks for another one does not. */
  private static final class Unit {
    private @Nullable SoftReference<Class<?>> made;

    synchronized Class<?> compiled(String name, String source)
        throws CompileException, ClassNotFoundException {
      Class<?> known = made == null ? null : made.get();
      if (known == null) {
        ClassLoader parent = requireNonNull(GeneratedClasses.class.getClassLoader());
        known = new ClassCompiler(parent).compile(name, source);
        made = new SoftReference<>(known);
      }
      return known;
    }
  }
}
