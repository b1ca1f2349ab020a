/**
 * Objects and refs: values in Ignite's off-heap caches, the handles to them, and who on which node
 * still holds one. Called from any thread; nothing here blocks but reading a stored value.
 */
@NullMarked
package io.wick.ignite.internal.object;

import org.jspecify.annotations.NullMarked;
