/**
 * Real Wick clusters for tests, shipped to users: {@link io.wick.testkit.WickTest} starts several
 * nodes in this JVM and checks after each test that nothing leaked, {@link
 * io.wick.testkit.WickProcesses} starts JVMs that a test may kill or pause. Test threads call it;
 * nothing here belongs into a program.
 */
@NullMarked
package io.wick.testkit;

import org.jspecify.annotations.NullMarked;
