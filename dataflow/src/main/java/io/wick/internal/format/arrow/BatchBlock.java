package io.wick.internal.format.arrow;

import java.util.List;

/**
 * Where a record batch is.
 *
 * @param compressed whether its buffers are packed
 * @param dictionaries what its codes mean
 */
record BatchBlock(Block block, long rows, boolean compressed, List<DictionaryBlock> dictionaries) {}
