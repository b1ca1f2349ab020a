package io.wick;

/**
 * Counters of this node since its engine started; a snapshot.
 *
 * @param tasksSubmitted tasks submitted from here
 * @param tasksPending of those, not finished
 * @param tasksRun attempts that ran on this node, whoever submitted them
 * @param tasksRetried attempts after the first, of tasks submitted from here
 * @param bytesSent task, result and control bytes sent to other nodes
 * @param bytesReceived the same, received
 * @param bytesFetched bytes of stored objects read from other nodes
 * @param objectsHeld stored objects that handles on this node keep alive
 * @param refsExported refs of this node that other nodes hold
 * @param refsBorrowed refs of other nodes held here
 * @param storeUsedBytes bytes in use in this node's object store
 * @param storeMaxBytes its limit
 */
public record Stats(
        long tasksSubmitted,
        long tasksPending,
        long tasksRun,
        long tasksRetried,
        long bytesSent,
        long bytesReceived,
        long bytesFetched,
        long objectsHeld,
        long refsExported,
        long refsBorrowed,
        long storeUsedBytes,
        long storeMaxBytes) {}
