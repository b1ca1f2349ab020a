package io.wick.testkit;

import io.wick.Wick;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Carries out {@link WickProcesses}. */
final class WickProcessesExtension
        implements BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private @Nullable ProcessCluster running;

    @Override
    public void beforeEach(ExtensionContext context) {
        cluster(context).heal();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ProcessCluster cluster = running;
        if (cluster != null && context.getExecutionException().isPresent()) {
            System.err.println("Output of the nodes of " + context.getDisplayName() + ":");
            System.err.println(cluster.output());
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    private void stop() {
        ProcessCluster cluster = running;
        running = null;
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Wick.class || type == ProcessCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ProcessCluster cluster = cluster(context);
        return parameter.getParameter().getType() == Wick.class ? cluster.wick() : cluster;
    }

    private ProcessCluster cluster(ExtensionContext context) {
        ProcessCluster known = running;
        if (known != null) {
            return known;
        }
        WickProcesses wanted =
                AnnotationSupport.findAnnotation(
                                context.getRequiredTestClass(),
                                WickProcesses.class,
                                context.getEnclosingTestClasses())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                context.getRequiredTestClass()
                                                        + " has no @WickProcesses"));
        NodeSetup setup = ReflectionSupport.newInstance(wanted.setup());
        ProcessCluster started =
                ProcessCluster.start(
                        wanted.nodes(),
                        wanted.client(),
                        (node, config) ->
                                setup.apply(
                                        node,
                                        config.cpus(wanted.cpus())
                                                .storeBytes(wanted.storeBytes())
                                                .failureDetection(wanted.failureDetection())));
        running = started;
        return started;
    }
}
