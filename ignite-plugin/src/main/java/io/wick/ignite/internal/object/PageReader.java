package io.wick.ignite.internal.object;

import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.pagemem.PageIdUtils;
import org.apache.ignite.internal.pagemem.PageMemory;
import org.apache.ignite.internal.processors.affinity.AffinityTopologyVersion;
import org.apache.ignite.internal.processors.cache.GridCacheContext;
import org.apache.ignite.internal.processors.cache.KeyCacheObject;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtLocalPartition;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtPartitionState;
import org.apache.ignite.internal.processors.cache.persistence.tree.io.DataPageIO;
import org.apache.ignite.internal.processors.cache.persistence.tree.io.DataPagePayload;
import org.apache.ignite.internal.processors.cache.tree.RowLinkIO;
import org.apache.ignite.internal.processors.cache.tree.SearchRow;
import org.apache.ignite.internal.util.typedef.internal.CU;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.UUID;

/**
 * Copies a stored value of this node from Ignite's pages to where it is wanted, once; Ignite's own
 * reads copy it to the heap first. The row is found and copied under the read lock of its leaf
 * page, so it cannot be removed meanwhile, and each data page under its own.
 */
final class PageReader {
    @SuppressWarnings("restricted") // addresses of pages, read under their locks
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final IgniteEx ignite;

    PageReader(IgniteEx ignite) {
        this.ignite = ignite;
    }

    /** Takes a row's bytes, in order. */
    interface Sink {
        /**
         * A piece of the row, valid during the call.
         *
         * @param whole whether it is all of the row: those in one page are laid out otherwise
         */
        void accept(MemorySegment memory, long address, int length, boolean whole);
    }

    /** Feeds the row of a key to the sink; false when this node does not hold it. */
    boolean read(String cache, UUID key, Sink sink) {
        try {
            GridCacheContext<?, ?> context =
                    ignite.context().cache().internalCache(cache).context();
            KeyCacheObject row = context.toCacheKeyObject(key);
            GridDhtLocalPartition partition =
                    context.topology()
                            .localPartition(
                                    context.affinity().partition(row),
                                    AffinityTopologyVersion.NONE,
                                    false);
            if (partition == null || !partition.reserve()) {
                return false;
            }
            try {
                return partition.state() == GridDhtPartitionState.OWNING
                        && find(context, partition, row, sink);
            } finally {
                partition.release();
            }
        } catch (IgniteCheckedException e) {
            throw new IllegalStateException("Object " + key + " cannot be read from its pages", e);
        }
    }

    private static boolean find(
            GridCacheContext<?, ?> context,
            GridDhtLocalPartition partition,
            KeyCacheObject key,
            Sink sink)
            throws IgniteCheckedException {
        int cacheId = context.group().sharedGroup() ? context.cacheId() : CU.UNDEFINED_CACHE_ID;
        PageMemory pages = context.group().dataRegion().pageMemory();
        int group = context.groupId();
        var found = new Found();
        context.offheap()
                .dataStore(partition)
                .tree()
                .findOne(
                        new SearchRow(cacheId, key),
                        (tree, io, pageAddress, index) -> {
                            long link = ((RowLinkIO) io).getLink(pageAddress, index);
                            found.copy(() -> copy(pages, group, link, sink));
                            return false;
                        },
                        null);
        return found.outcome();
    }

    /**
     * What came of copying a row. Ignite takes whatever is thrown while it holds a page of the
     * tree, be it that the heap has no room for an array, for a broken tree, and halts the JVM.
     */
    private static final class Found {
        private boolean copied;
        private @Nullable Throwable failure;

        interface Copy {
            void run() throws IgniteCheckedException;
        }

        void copy(Copy body) {
            try {
                body.run();
                copied = true;
            } catch (Throwable e) { // thrown once no page is held
                failure = e;
            }
        }

        boolean outcome() throws IgniteCheckedException {
            switch (failure) {
                case null -> {
                    return copied;
                }
                case Error e -> throw e;
                case RuntimeException e -> throw e;
                case Throwable e -> throw new IgniteCheckedException(e);
            }
        }
    }

    private static void copy(PageMemory pages, int group, long first, Sink sink)
            throws IgniteCheckedException {
        long link = first;
        while (link != 0) {
            long id = PageIdUtils.pageId(link);
            long page = pages.acquirePage(group, id);
            try {
                long address = pages.readLock(group, id, page);
                try {
                    DataPageIO io = DataPageIO.VERSIONS.forPage(address);
                    DataPagePayload piece =
                            io.readPayload(
                                    address, PageIdUtils.itemId(link), pages.realPageSize(group));
                    boolean whole = link == first && piece.nextLink() == 0;
                    sink.accept(MEMORY, address + piece.offset(), piece.payloadSize(), whole);
                    link = piece.nextLink();
                } finally {
                    pages.readUnlock(group, id, page);
                }
            } finally {
                pages.releasePage(group, id, page);
            }
        }
    }
}
