package io.wick.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Gates by name, at which code on any node of this JVM waits until a test opens them. */
final class Gates {
    private static final Map<String, CountDownLatch> ALL = new ConcurrentHashMap<>();

    private Gates() {}

    static void shut(String name) {
        ALL.put(name, new CountDownLatch(1));
    }

    static void open(String name) {
        ALL.get(name).countDown();
    }

    /** Whether it opens in time. */
    static boolean opens(String name) throws InterruptedException {
        return ALL.get(name).await(30, TimeUnit.SECONDS);
    }

    /** Waits for it, and gives the value. */
    static int pass(String name, int value) throws InterruptedException {
        if (!opens(name)) {
            throw new IllegalStateException("Gate " + name + " stayed shut");
        }
        return value;
    }
}
