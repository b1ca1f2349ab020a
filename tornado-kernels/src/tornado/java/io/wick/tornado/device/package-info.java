/**
 * TornadoVM behind the numeric kernels: its start, its devices, its plans, and the code of the
 * library's kernels for it. Compiled only where TornadoVM is ({@code TORNADOVM_HOME}); found by
 * {@code io.wick.tornado.TornadoBackend} alone. Any thread may call; a plan has a lock.
 */
@NullMarked
package io.wick.tornado.device;

import org.jspecify.annotations.NullMarked;
