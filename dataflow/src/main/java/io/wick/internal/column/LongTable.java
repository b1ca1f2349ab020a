package io.wick.internal.column;

import java.util.Arrays;

/** Numbers different longs from 0 on: open addressing, linear probing. For one thread. */
public final class LongTable {
    private long[] keys = new long[16];
    private int count;

    /** Ids + 1 by hash. */
    private int[] slots = new int[64];

    private int shift = 64 - 6;

    /** How many different ones there are. */
    public int count() {
        return count;
    }

    /** The key of an id. */
    public long key(int id) {
        return keys[id];
    }

    /** All keys in the order of their ids. */
    long[] keys() {
        return Arrays.copyOf(keys, count);
    }

    int find(long key) {
        int mask = slots.length - 1;
        int slot = slotOf(key);
        for (int id = slots[slot]; id != 0; id = slots[slot]) {
            if (keys[id - 1] == key) {
                return id - 1;
            }
            slot = (slot + 1) & mask;
        }
        return KeyIds.ABSENT;
    }

    /** The id of a key, a new one if it is not there yet. */
    public int add(long key) {
        int mask = slots.length - 1;
        int slot = slotOf(key);
        for (int id = slots[slot]; id != 0; id = slots[slot]) {
            if (keys[id - 1] == key) {
                return id - 1;
            }
            slot = (slot + 1) & mask;
        }
        return insert(key, slot);
    }

    /** A new id that no key finds, for a null. */
    int addHole() {
        reserve();
        return count++;
    }

    private int insert(long key, int slot) {
        reserve();
        keys[count] = key;
        slots[slot] = ++count;
        if (count * 2 > slots.length) {
            rehash();
        }
        return count - 1;
    }

    private void reserve() {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
        }
    }

    private void rehash() {
        int[] old = slots;
        slots = new int[old.length * 4];
        shift -= 2;
        int mask = slots.length - 1;
        for (int id : old) {
            if (id != 0) {
                int slot = slotOf(keys[id - 1]);
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = id;
            }
        }
    }

    private int slotOf(long key) {
        return (int) ((key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L >>> shift);
    }
}
