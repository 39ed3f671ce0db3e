// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import dev.drey.connector.ConnectorUsage;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which contracts a test shows, of which connectors in which roles: it fails where one of them is
 * broken. The build makes a table of them out of the sources.
 */
@Repeatable(Shows.Several.class)
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Shows {
  /** The connectors' names; none where the test is run for all that there are. */
  String[] connector() default {};

  /** None for all that a connector has. */
  ConnectorUsage.Kind[] role() default {};

  Contract[] contract();

  /** For several of one test. */
  @Retention(RetentionPolicy.SOURCE)
  @Target(ElementType.METHOD)
  @interface Several {
    Shows[] value();
  }
}
