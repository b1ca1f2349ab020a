package io.wick.ignite.internal.graph;

import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.ignite.internal.exec.LightWork;
import io.wick.internal.run.Event;

import java.util.BitSet;
import java.util.UUID;

/** Reads a program that came from another node, with the classes of its application. */
final class LaunchWork extends LightWork {
    private final RunHost host;
    private final UUID owner;
    private final byte[] bytes;
    private final GraphJob job;
    private final HostedRun.Ending ending;

    LaunchWork(RunHost host, UUID owner, byte[] bytes, GraphJob job, HostedRun.Ending ending) {
        super(Launch.application(bytes));
        this.host = host;
        this.owner = owner;
        this.bytes = bytes;
        this.job = job;
        this.ending = ending;
    }

    @Override
    protected void execute() {
        Launch launch;
        try {
            launch = Launch.read(bytes, owner, host, this::again);
        } catch (Launch.Refused e) {
            if (endRunning(FINISHED)) {
                job.refuse();
            }
            return;
        }
        if (launch != null) {
            job.started(launch);
        }
        if (endRunning(FINISHED) && launch != null) {
            launch.start(host, ending);
        }
    }

    private void again() {
        host.context().executor().submit(new LaunchWork(host, owner, bytes, job, ending));
    }

    @Override
    protected void crashed(Throwable e) {
        WickException error =
                e instanceof WickException own
                        ? own
                        : new SerializationException("A program could not be read: " + e, e);
        ending.ended(
                new Share(new Event.Report(new BitSet(), new BitSet(), true), error, new Meter(0)));
    }
}
