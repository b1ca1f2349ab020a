/**
 * The public API of Wick: tasks, objects and object refs for ordinary Java.
 *
 * <p>Start at {@link io.wick.Wick}. Everything in this package may be called from any thread, tasks
 * included, unless a type says otherwise. Nothing here depends on Apache Ignite: the engine is
 * found through {@link java.util.ServiceLoader} ({@link io.wick.spi.EngineProvider}).
 */
@NullMarked
package io.wick;

import org.jspecify.annotations.NullMarked;
