// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.calc;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.ClassLoaderIClassLoader;
import org.codehaus.janino.Parser;
import org.codehaus.janino.Scanner;
import org.codehaus.janino.UnitCompiler;
import org.codehaus.janino.util.ClassFile;

/**
 * Java source to a class, by Janino. It keeps what it learns of the classes that generated code
 * calls: to read their hundreds of methods again is four fifths of the work for a small class. Used
 * by one thread at a time.
 */
public final class ClassCompiler {
  private final ClassLoader parent;
  private final ClassLoaderIClassLoader called;

  /**
   * @param parent what the classes see
   */
  public ClassCompiler(ClassLoader parent) {
    this.parent = parent;
    this.called = new ClassLoaderIClassLoader(parent);
  }

  /** The class, in a class loader of its own: it goes when nobody uses it any more. */
  Class<?> compile(String name, String source) throws CompileException, ClassNotFoundException {
    List<ClassFile> files = new ArrayList<>();
    try {
      Parser parser = new Parser(new Scanner(null, new StringReader(source)));
      new UnitCompiler(parser.parseAbstractCompilationUnit(), called)
          .compileUnit(false, false, false, files);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot be read", e);
    }
    Loader loader = new Loader(parent);
    for (ClassFile file : files) {
      Class<?> made = loader.define(file.getThisClassName(), file.toByteArray());
      if (made.getName().equals(name)) {
        return made;
      }
    }
    throw new ClassNotFoundException(name);
  }

  /** Defines a class without a look for it in every archive of the parent first. */
  private static final class Loader extends ClassLoader {
    Loader(ClassLoader parent) {
      super(parent);
    }

    Class<?> define(String name, byte[] code) {
      return defineClass(name, code, 0, code.length);
    }
  }
}
