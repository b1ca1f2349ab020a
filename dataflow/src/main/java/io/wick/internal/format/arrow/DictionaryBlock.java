package io.wick.internal.format.arrow;

import java.io.Serializable;

/**
 * Where values of a dictionary are.
 *
 * @param id of the dictionary
 * @param more whether they come after those before; else the dictionary begins anew
 */
record DictionaryBlock(long id, boolean more, Block block) implements Serializable {}
