/**
 * What every kernel must give, for any backend: random inputs from a seed, a reference in double
 * precision, and a bound of the error. Nothing of JUnit in here; the jar of this module's tests has
 * it for the tests of backends.
 *
 * <pre>{@code
 * for (KernelCase each : KernelCases.of(seed, ElementType.FLOAT)) {
 *     KernelReport report = each.run(numeric, options.where(REQUIRE_DEVICE), Precision.TYPE);
 * }
 * }</pre>
 */
@NullMarked
package io.wick.numeric.cases;

import org.jspecify.annotations.NullMarked;
