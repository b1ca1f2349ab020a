package io.wick.ignite.internal.codec;

import io.wick.error.SerializationException;

import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.serializer.ArraySerializers.ObjectArraySerializer;
import org.apache.fory.serializer.Serializer;

/**
 * Fory's serialiser of arrays of objects, for lengths that the bytes justify: each element takes at
 * least one. Fory believes them, and an array of arrays is made with all its rows: 40 damaged bytes
 * fill the heap with them, which takes many seconds.
 */
final class CheckedArraySerializer extends Serializer<Object[]> {
    private final ObjectArraySerializer<Object> unchecked;

    @SuppressWarnings("unchecked")
    CheckedArraySerializer(Fory fory, Class<?> type) {
        super(fory, (Class<Object[]>) type);
        unchecked = new ObjectArraySerializer<>(fory, (Class<Object[]>) type);
    }

    @Override
    public void write(MemoryBuffer buffer, Object[] value) {
        unchecked.write(buffer, value);
    }

    @Override
    public Object[] read(MemoryBuffer buffer) {
        int at = buffer.readerIndex();
        int length = buffer.readVarUint32Small7() >>> 1; // the lowest bit says of what classes
        int left = buffer.remaining();
        if (length > left) {
            throw new SerializationException(
                    "Corrupted bytes: " + length + " elements of an array in " + left + " bytes");
        }
        buffer.readerIndex(at);
        return unchecked.read(buffer);
    }
}
