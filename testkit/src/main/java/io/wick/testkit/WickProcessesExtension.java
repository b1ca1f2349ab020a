package io.wick.testkit;

import io.wick.Wick;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
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
        ProcessCluster started = start(wanted);
        running = started;
        return started;
    }

    private static ProcessCluster start(WickProcesses wanted) {
        NodeSetup own = ReflectionSupport.newInstance(wanted.setup());
        NodeSetup setup =
                (node, config) ->
                        own.apply(
                                node,
                                config.cpus(wanted.cpus())
                                        .storeBytes(wanted.storeBytes())
                                        .failureDetection(wanted.failureDetection()));
        if (!wanted.network()) {
            return ProcessCluster.start(wanted.nodes(), wanted.client(), setup);
        }
        ProcessCluster.whyNoNetworks()
                .ifPresent(
                        reason ->
                                Assumptions.abort(
                                        "Networks of nodes cannot be made here: " + reason));
        return ProcessCluster.startOnNetwork(wanted.nodes(), wanted.client(), setup);
    }
}
