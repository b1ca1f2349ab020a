package io.wick.testkit;

import io.wick.Wick;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.List;

/** Carries out {@link WickTest}. */
final class WickTestExtension
        implements BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final Duration LEAK_LIMIT = Duration.ofSeconds(10);

    private final Running running = new Running();

    /** The cluster of the class, and what it held before the test. */
    private static final class Running {
        private @org.jspecify.annotations.Nullable WickCluster cluster;
        private @org.jspecify.annotations.Nullable LeakCheck check;

        void stop() {
            if (cluster != null) {
                cluster.close();
                cluster = null;
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        running.check = LeakCheck.of(cluster(context));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LeakCheck check = running.check;
        if (check == null || context.getExecutionException().isPresent()) {
            running.stop();
            return;
        }
        try {
            check.verify(LEAK_LIMIT);
        } catch (AssertionError e) {
            running.stop();
            throw e;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        running.stop();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getParameterizedType();
        return type == Wick.class || type == WickCluster.class || isListOfWick(type);
    }

    private static boolean isListOfWick(java.lang.reflect.Type type) {
        return type instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == Wick.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        WickCluster cluster = cluster(context);
        Class<?> type = parameter.getParameter().getType();
        return type == Wick.class
                ? cluster.wick()
                : type == WickCluster.class ? cluster : cluster.nodes();
    }

    private WickCluster cluster(ExtensionContext context) {
        WickCluster known = running.cluster;
        if (known != null) {
            return known;
        }
        WickTest wanted = annotation(context);
        NodeSetup setup = ReflectionSupport.newInstance(wanted.setup());
        WickCluster started =
                WickCluster.start(
                        wanted.nodes(),
                        (node, config) ->
                                setup.apply(
                                        node,
                                        config.cpus(wanted.cpus())
                                                .storeBytes(wanted.storeBytes())));
        running.cluster = started;
        if (wanted.client()) {
            started.addClient();
        }
        return started;
    }

    private static WickTest annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(),
                        WickTest.class,
                        context.getEnclosingTestClasses())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        context.getRequiredTestClass() + " has no @WickTest"));
    }
}
