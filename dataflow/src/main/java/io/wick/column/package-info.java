/**
 * Rows as columns: what a pipeline's stages read, compute on and hand on.
 *
 * <pre>
 *   Schema (Fields) --&gt; Batch (Columns) &lt;-- BatchBuilder (ColumnBuilders)
 *          \________________ Rows: records from and to batches
 * </pre>
 *
 * Writers of sources and sinks use all of it, users of pipelines need none of it. Schemas, columns
 * and batches are immutable, for any thread; builders and cursors are for one thread.
 */
@NullMarked
package io.wick.column;

import org.jspecify.annotations.NullMarked;
