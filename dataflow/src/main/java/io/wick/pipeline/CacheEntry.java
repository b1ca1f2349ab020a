package io.wick.pipeline;

/**
 * An entry of a cache, as a row.
 *
 * @param key by which it is found
 * @param value what is found there
 */
public record CacheEntry<K, V>(K key, V value) {}
