// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.calc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which subtasks share a generated class. */
class GeneratedClassesTest {
  @Test
  void oneSourceIsOneClass() throws Exception {
    Class<?> first = GeneratedClasses.of("One", source("One", 1));

    assertThat(GeneratedClasses.of("One", source("One", 1))).isSameAs(first);
  }

  @Test
  void anotherSourceOfTheSameNameIsAnotherClass() throws Exception {
    Class<?> seven = GeneratedClasses.of("Same", source("Same", 7));
    Class<?> eight = GeneratedClasses.of("Same", source("Same", 8));

    assertThat(at(seven)).isEqualTo(7);
    assertThat(at(eight)).isEqualTo(8);
  }

  @Test
  void subtasksThatStartTogetherShareIt() throws Exception {
    ExecutorService subtasks = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Class<?>>> starts = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        String name = "Started" + i % 2;
        starts.add(() -> GeneratedClasses.of(name, source(name, 3)));
      }
      List<Class<?>> classes = new ArrayList<>();
      for (Future<Class<?>> started : subtasks.invokeAll(starts)) {
        classes.add(started.get());
      }
      assertThat(classes).doesNotContainNull();
      assertThat(classes.stream().distinct().count()).isEqualTo(2);
    } finally {
      subtasks.shutdownNow();
    }
  }

  @Test
  void manySourcesAreForgottenAgain() throws Exception {
    for (int i = 0; i < 400; i++) {
      Class<?> made = GeneratedClasses.of("Many", source("Many", i));
      assertThat(at(made)).isEqualTo(i);
    }
    Class<?> first = GeneratedClasses.of("Many", source("Many", 0));
    assertThat(at(first)).isEqualTo(0);
  }

  private static String source(String name, int number) {
    return "public class " + name + " { public int at() { return " + number + "; } }";
  }

  private static int at(Class<?> made) throws Exception {
    Object instance = made.getDeclaredConstructor().newInstance();
    return (Integer) made.getMethod("at").invoke(instance);
  }
}
