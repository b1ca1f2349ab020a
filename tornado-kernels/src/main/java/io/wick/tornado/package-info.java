/**
 * The TornadoVM backend of the numeric kernels. The engine finds it through {@link
 * java.util.ServiceLoader}; users do not call it. Its types are safe for use from any thread.
 */
@NullMarked
package io.wick.tornado;

import org.jspecify.annotations.NullMarked;
