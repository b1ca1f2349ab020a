package io.wick.ignite.internal.task;

import io.wick.Resources;
import io.wick.group.GroupId;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.function.FunctionDescriptor;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts that run here for other nodes. Called on network threads. */
public final class TaskHost {
    private final TaskContext context;
    private final Map<UUID, Map<Long, HostedTask>> hosted = new ConcurrentHashMap<>();

    public TaskHost(TaskContext context) {
        this.context = context;
    }

    /** What tasks need of this node. */
    public TaskContext context() {
        return context;
    }

    /** A function's definition came. */
    public void define(ByteReader in) {
        context.functions().define(FunctionDescriptor.read(in));
    }

    /** An attempt came. */
    public void submitted(Link from, ByteReader in) {
        Submission submission = Submission.read(in, from, context, Resources.ONE_CPU);
        LocalExecutor executor = executor(submission);
        if (executor == null) {
            HostedTask.refuse(submission, from, context);
            return;
        }
        var task = new HostedTask(this, from, submission, executor);
        host(task);
        task.queue();
    }

    /** What runs it; null when that is a bundle which is not here. */
    private @Nullable LocalExecutor executor(Submission submission) {
        GroupId group = submission.group();
        return group == null
                ? context.executor()
                : context.groups().executor(group, submission.bundle());
    }

    /** Reads an attempt that holds nothing unless it says so. */
    public Submission read(Link from, ByteReader in) {
        return Submission.read(in, from, context, Resources.NONE);
    }

    /** From now on it can be cancelled by its owner. */
    public void host(HostedTask task) {
        UUID owner = task.owner().id();
        var ofOwner = hosted.get(owner);
        if (ofOwner == null) {
            ofOwner = hosted.computeIfAbsent(owner, key -> new ConcurrentHashMap<>());
        }
        ofOwner.put(task.submission().id(), task);
    }

    /** An attempt is not wanted any more. */
    public void cancelled(Link from, ByteReader in) {
        HostedTask task = find(from, in.varlong());
        int attempt = in.varint();
        if (task != null && task.submission().attempt() <= attempt) {
            forget(task);
            task.cancel();
        }
    }

    /** A stream may run further. */
    public void credit(Link from, ByteReader in) {
        HostedTask task = find(from, in.varlong());
        long limit = in.varlong();
        if (task != null) {
            task.allow(limit);
        }
    }

    /** An attempt that asked may begin. */
    public void begin(Link from, ByteReader in) {
        HostedTask task = find(from, in.varlong());
        int attempt = in.varint();
        if (task != null && task.submission().attempt() == attempt) {
            task.mayBegin();
        }
    }

    private @Nullable HostedTask find(Link from, long id) {
        var ofOwner = hosted.get(from.id());
        return ofOwner == null ? null : ofOwner.get(id);
    }

    void forget(HostedTask task) {
        var ofOwner = hosted.get(task.owner().id());
        if (ofOwner != null) {
            ofOwner.remove(task.submission().id(), task);
        }
    }

    /** An owner left: most of its tasks end, as nobody waits for them. */
    public void left(UUID owner) {
        var ofOwner = hosted.remove(owner);
        if (ofOwner != null) {
            ofOwner.values().forEach(HostedTask::ownerLeft);
        }
    }

    /** Attempts that have not ended. */
    public int count() {
        return hosted.values().stream().mapToInt(Map::size).sum();
    }
}
