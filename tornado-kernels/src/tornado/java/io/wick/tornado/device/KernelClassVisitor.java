package io.wick.tornado.device;

import jdk.vm.ci.hotspot.HotSpotJVMCIRuntime;
import jdk.vm.ci.meta.ResolvedJavaMethod;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import uk.ac.manchester.tornado.annotation.ASMMethodVisitor;
import uk.ac.manchester.tornado.runtime.ASMClassVisitorProvider;
import uk.ac.manchester.tornado.runtime.common.ParallelAnnotationProvider;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the {@code @Parallel} loops of a method for TornadoVM, in the bytes that the class loader
 * of the method's class has. TornadoVM's own asks the system class loader alone, and so knows
 * neither classes that came from another node nor those that are made for formulas. TornadoVM makes
 * it by its name, see {@link TornadoStart}, and calls it from threads of its own.
 */
public final class KernelClassVisitor implements ASMClassVisitorProvider {
    /** For TornadoVM. */
    public KernelClassVisitor() {}

    @Override
    public ParallelAnnotationProvider[] getParallelAnnotations(ResolvedJavaMethod method) {
        var loops = new ArrayList<ParallelAnnotationProvider>();
        try (InputStream bytes = bytes(method)) {
            new ClassReader(bytes).accept(new Loops(method, loops), 0);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The class of " + method.format("%H.%n") + " cannot be read: " + e.getMessage(),
                    e);
        }
        return loops.toArray(ParallelAnnotationProvider[]::new);
    }

    private static InputStream bytes(ResolvedJavaMethod method) throws IOException {
        String name = method.getDeclaringClass().toClassName().replace('.', '/') + ".class";
        ClassLoader loader =
                HotSpotJVMCIRuntime.runtime()
                        .getMirror(method.getDeclaringClass())
                        .getClassLoader();
        InputStream found =
                loader == null
                        ? ClassLoader.getSystemResourceAsStream(name)
                        : loader.getResourceAsStream(name);
        if (found == null) {
            throw new IOException(
                    name
                            + " is not to be had from "
                            + (loader == null ? "the JDK" : loader)
                            + "; TornadoVM needs it for its @Parallel loops");
        }
        return found;
    }

    /** Collects the loops of a method; the writer below it is what gives places to labels. */
    private static final class Loops extends ClassVisitor {
        private final ResolvedJavaMethod method;
        private final List<ParallelAnnotationProvider> loops;

        Loops(ResolvedJavaMethod method, List<ParallelAnnotationProvider> loops) {
            super(Opcodes.ASM9, new ClassWriter(ClassWriter.COMPUTE_MAXS));
            this.method = method;
            this.loops = loops;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return name.equals(method.getName())
                            && descriptor.equals(method.getSignature().toMethodDescriptor())
                    ? new ASMMethodVisitor(
                            api,
                            super.visitMethod(access, name, descriptor, signature, exceptions),
                            loops)
                    : null;
        }
    }
}
