package io.wick.internal.column;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/** Numbers different objects from 0 on: open addressing, linear probing. For one thread. */
final class ObjectTable {
    private @Nullable Object[] keys = new @Nullable Object[16];
    private int[] hashes = new int[16];
    private int count;

    /** Ids + 1 by hash. */
    private int[] slots = new int[64];

    int count() {
        return count;
    }

    Object key(int id) {
        return Objects.requireNonNull(keys[id], "a key");
    }

    /** All keys in the order of their ids; the place of {@link #addHole} is null. */
    @Nullable Object[] keys() {
        return Arrays.copyOf(keys, count);
    }

    int find(Object key) {
        int hash = spread(key);
        int slot = slotOf(key, hash);
        return slots[slot] - 1;
    }

    int add(Object key) {
        int hash = spread(key);
        int slot = slotOf(key, hash);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int id = addHole();
        keys[id] = key;
        hashes[id] = hash;
        slots[slot] = count;
        if (count * 2 > slots.length) {
            rehash();
        }
        return id;
    }

    /** A new id that no key finds, for a null. */
    int addHole() {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            hashes = Arrays.copyOf(hashes, count * 2);
        }
        return count++;
    }

    /** The slot of the key, or the free one where it belongs. */
    private int slotOf(Object key, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        for (int id = slots[slot]; id != 0; id = slots[slot]) {
            if (hashes[id - 1] == hash && key.equals(keys[id - 1])) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void rehash() {
        int[] old = slots;
        slots = new int[old.length * 4];
        int mask = slots.length - 1;
        for (int id : old) {
            if (id != 0) {
                int slot = hashes[id - 1] & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = id;
            }
        }
    }

    private static int spread(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
