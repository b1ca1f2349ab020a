package io.wick.internal.format.arrow;

import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file that is mapped into memory until it is closed. For one thread. */
final class ArrowFile implements AutoCloseable {
    static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int CONTINUATION = -1;

    /** A record batch that says it has more is damaged; sums of them stay numbers. */
    private static final long MOST_ROWS = 1L << 40;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment bytes;

    /**
     * What a file has.
     *
     * @param schema of its record batches
     * @param batches in the order of their rows
     */
    record Contents(Schema schema, List<BatchBlock> batches) {}

    ArrowFile(Path path) throws IOException {
        try (var channel = FileChannel.open(path)) {
            bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** Reads all metadata: of the random access format, or of the streaming format. */
    Contents contents() throws IOException {
        return isAt(0) && bytes.byteSize() > 2L * MAGIC.length + Integer.BYTES
                ? fromFooter()
                : fromStream();
    }

    private boolean isAt(long offset) {
        return bytes.byteSize() >= offset + MAGIC.length
                && bytes.asSlice(offset, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) < 0;
    }

    private Contents fromFooter() throws IOException {
        long end = bytes.byteSize() - MAGIC.length;
        if (!isAt(end)) {
            throw new IOException("it does not end with ARROW1");
        }
        int length = bytes.get(INT, end - Integer.BYTES);
        Footer footer = Footer.getRootAsFooter(slice(end - Integer.BYTES - length, length));
        checkVersion(footer.version());
        List<DictionaryBlock> dictionaries = new ArrayList<>();
        for (int i = 0; i < footer.dictionariesLength(); i++) {
            dictionaries.add(dictionary(block(footer.dictionaries(i))));
        }
        List<DictionaryBlock> all = List.copyOf(dictionaries);
        List<BatchBlock> batches = new ArrayList<>();
        for (int i = 0; i < footer.recordBatchesLength(); i++) {
            batches.add(batch(block(footer.recordBatches(i)), all));
        }
        return new Contents(checked(footer.schema()), batches);
    }

    private static Block block(org.apache.arrow.flatbuf.Block at) {
        return new Block(at.offset(), at.metaDataLength(), at.bodyLength());
    }

    private Contents fromStream() throws IOException {
        Schema schema = null;
        List<DictionaryBlock> dictionaries = List.of();
        List<BatchBlock> batches = new ArrayList<>();
        long at = 0;
        while (at + Integer.BYTES <= bytes.byteSize()) {
            int first = bytes.get(INT, at);
            int prefix = first == CONTINUATION ? 2 * Integer.BYTES : Integer.BYTES;
            int length = first == CONTINUATION ? bytes.get(INT, at + Integer.BYTES) : first;
            if (length == 0) {
                break;
            }
            Message message = message(new Block(at, Math.addExact(prefix, length), 0));
            var block = new Block(at, prefix + length, message.bodyLength());
            if (length < 0
                    || block.body() < 0
                    || block.body() > bytes.byteSize() - at - block.metadata()) {
                throw new IOException("a message reaches beyond its end");
            }
            switch (message.headerType()) {
                case MessageHeader.Schema -> schema = (Schema) message.header(new Schema());
                case MessageHeader.DictionaryBatch ->
                        dictionaries = with(dictionaries, dictionary(block));
                case MessageHeader.RecordBatch -> batches.add(batch(block, dictionaries));
                default -> throw new IOException("it has a message of unknown kind");
            }
            at = block.end();
        }
        if (schema == null) {
            throw new IOException("it has no schema");
        }
        return new Contents(checked(schema), batches);
    }

    /** A dictionary that begins anew takes the place of the one before. */
    private static List<DictionaryBlock> with(List<DictionaryBlock> all, DictionaryBlock next) {
        List<DictionaryBlock> with = new ArrayList<>(all);
        if (!next.more()) {
            with.removeIf(before -> before.id() == next.id());
        }
        with.add(next);
        return List.copyOf(with);
    }

    private static Schema checked(Schema schema) throws IOException {
        if (schema.endianness() != Endianness.Little) {
            throw new IOException("its numbers have the greatest byte first");
        }
        return schema;
    }

    private static void checkVersion(short version) throws IOException {
        if (version < MetadataVersion.V4) {
            throw new IOException("its format is older than version 4");
        }
    }

    private DictionaryBlock dictionary(Block block) throws IOException {
        DictionaryBatch batch = dictionaryBatch(block);
        return new DictionaryBlock(batch.id(), batch.isDelta(), block);
    }

    private DictionaryBatch dictionaryBatch(Block block) throws IOException {
        Message message = message(block);
        check(message, MessageHeader.DictionaryBatch);
        return (DictionaryBatch) message.header(new DictionaryBatch());
    }

    private BatchBlock batch(Block block, List<DictionaryBlock> dictionaries) throws IOException {
        RecordBatch batch = recordBatch(block);
        return new BatchBlock(block, batch.length(), batch.compression() != null, dictionaries);
    }

    private RecordBatch recordBatch(Block block) throws IOException {
        Message message = message(block);
        check(message, MessageHeader.RecordBatch);
        RecordBatch batch = (RecordBatch) message.header(new RecordBatch());
        if (batch.length() < 0
                || batch.length() > MOST_ROWS
                || block.end() > bytes.byteSize()
                || block.body() < 0) {
            throw new IOException("a record batch has more rows or bytes than can be");
        }
        return batch;
    }

    private static void check(Message message, byte kind) throws IOException {
        checkVersion(message.version());
        if (message.headerType() != kind) {
            throw new IOException("a message is not of the kind that was promised");
        }
    }

    private Message message(Block block) {
        int prefix =
                bytes.get(INT, block.offset()) == CONTINUATION ? 2 * Integer.BYTES : Integer.BYTES;
        return Message.getRootAsMessage(slice(block.offset() + prefix, block.metadata() - prefix));
    }

    private ByteBuffer slice(long offset, int length) {
        return bytes.asSlice(offset, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The vectors of a record batch. */
    Body body(Block block) throws IOException {
        return new Body(recordBatch(block), body(block, block.body()));
    }

    /** The vector of values of a dictionary. */
    Body values(Block block) throws IOException {
        RecordBatch data = dictionaryBatch(block).data();
        if (data == null) {
            throw new IOException("a dictionary has no values");
        }
        return new Body(data, body(block, block.body()));
    }

    private MemorySegment body(Block block, long length) {
        return bytes.asSlice(block.offset() + block.metadata(), length);
    }

    @Override
    public void close() {
        arena.close();
    }
}
