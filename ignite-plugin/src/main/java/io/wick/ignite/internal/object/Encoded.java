package io.wick.ignite.internal.object;

import java.util.List;

/**
 * A small value as it came over the wire, not yet decoded.
 *
 * @param bytes the codec's output
 * @param refs the refs inside, held so that their objects live
 */
public record Encoded(byte[] bytes, List<Ref<?>> refs) {}
