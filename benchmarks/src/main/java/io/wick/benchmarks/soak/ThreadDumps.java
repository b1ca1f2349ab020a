package io.wick.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Where all threads of the JVMs are, virtual ones too, when something failed. Thread-safe. */
final class ThreadDumps {
    private static final int MOST = 5;

    private final List<ProcessHandle> processes;
    private final Path beside;
    private final AtomicInteger taken = new AtomicInteger();

    /** Dumps of these go into files beside this one. */
    ThreadDumps(List<ProcessHandle> processes, Path beside) {
        this.processes = processes;
        this.beside = beside.toAbsolutePath();
    }

    /** Dumps all, unless that was done often. */
    void take() {
        int number = taken.incrementAndGet();
        if (number > MOST) {
            return;
        }
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        for (ProcessHandle process : processes) {
            String pid = String.valueOf(process.pid());
            Path file = beside.resolveSibling("threads-" + number + "-" + pid + ".txt");
            dump(jcmd, pid, "Thread.print", "-l", file.toString());
            dump(jcmd, pid, "Thread.dump_to_file", "-overwrite", file + ".virtual");
        }
    }

    private static void dump(String jcmd, String pid, String what, String flag, String file) {
        boolean printed = what.equals("Thread.print");
        var command =
                printed
                        ? new ProcessBuilder(jcmd, pid, what, flag)
                        : new ProcessBuilder(jcmd, pid, what, flag, file);
        try {
            var _ =
                    command.redirectErrorStream(true)
                            .redirectOutput(new java.io.File(printed ? file : file + ".log"))
                            .start()
                            .waitFor(20, java.util.concurrent.TimeUnit.SECONDS);
        } catch (IOException e) {
            System.err.println("No thread dump of process " + pid + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
