/**
 * Was that right? A record of what callers asked and were told while nodes died, and a check that
 * some order of it explains every answer. {@link io.wick.testkit.history.History} records from any
 * thread, {@link io.wick.testkit.history.Linearizability} decides afterwards, on one thread; the
 * rest is immutable data.
 */
@NullMarked
package io.wick.testkit.history;

import org.jspecify.annotations.NullMarked;
