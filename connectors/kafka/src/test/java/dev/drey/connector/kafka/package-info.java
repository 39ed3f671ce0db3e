@NullMarked
package dev.drey.connector.kafka;

import org.jspecify.annotations.NullMarked;
