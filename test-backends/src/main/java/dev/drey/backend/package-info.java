// SPDX-License-Identifier: Apache-2.0
/**
 * Real counterparts for tests, each a process of its own on loopback: started on free ports, polled
 * until it answers, stopped by its process id.
 */
@NullMarked
package dev.drey.backend;

import org.jspecify.annotations.NullMarked;
