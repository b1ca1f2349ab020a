package io.wick.tornado;

import org.jspecify.annotations.Nullable;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What TornadoVM needs of the JVM, checked before it is touched, because its own errors do not say
 * what to do. All of it is in {@code wick-tornado.args} and the two paths named there.
 */
final class JvmRequirements {
    private static final String HOW =
            ". Start java with @wick-tornado.args"
                    + " --upgrade-module-path=$TORNADOVM_HOME/share/java/graalJars"
                    + " -Djava.library.path=$TORNADOVM_HOME/lib and"
                    + " $TORNADOVM_HOME/share/java/tornado/* on the class path (README, GPU)";

    private JvmRequirements() {}

    /** Why TornadoVM cannot start in this JVM and what to do about it; null when it may. */
    static @Nullable String refusal() {
        return refusal(ModuleLayer.boot(), JvmRequirements.class.getClassLoader());
    }

    private static @Nullable String refusal(ModuleLayer layer, ClassLoader loader) {
        List<String> missing = new ArrayList<>();
        if (!has(loader, "uk.ac.manchester.tornado.api.TornadoExecutionPlan")
                || !has(loader, "uk.ac.manchester.tornado.runtime.TornadoCoreRuntime")) {
            missing.add("TornadoVM's jars on the class path");
        }
        checkCompilerInterface(layer, missing);
        checkGraal(layer, missing);
        if (!Object.class.getModule().isOpen("java.lang", JvmRequirements.class.getModule())) {
            missing.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        }
        return missing.isEmpty()
                ? null
                : "TornadoVM needs what is missing here: " + String.join(", ", missing) + HOW;
    }

    private static void checkCompilerInterface(ModuleLayer layer, List<String> missing) {
        Optional<Module> found = layer.findModule("jdk.internal.vm.ci");
        if (found.isEmpty()) {
            missing.add("--add-modules=jdk.internal.vm.ci");
            return;
        }
        Module own = JvmRequirements.class.getModule();
        if (!found.get().isExported("jdk.vm.ci.meta", own)
                || !found.get().isOpen("jdk.vm.ci.hotspot", own)) {
            missing.add("the exports of jdk.internal.vm.ci");
        }
    }

    private static void checkGraal(ModuleLayer layer, List<String> missing) {
        Optional<Module> found = layer.findModule("jdk.graal.compiler");
        // The JDK's own module of that name is empty: the place that the upgrade fills.
        if (found.isEmpty() || !found.get().getPackages().contains("jdk.graal.compiler.nodes")) {
            missing.add("the Graal compiler on the upgrade module path");
        } else if (!found.get()
                .isExported("jdk.graal.compiler.nodes", JvmRequirements.class.getModule())) {
            missing.add("the exports of jdk.graal.compiler");
        }
    }

    private static boolean has(ClassLoader loader, String name) {
        return loader.getResource(name.replace('.', '/') + ".class") != null
                || ModuleLayer.boot().modules().stream()
                        .map(Module::getDescriptor)
                        .map(ModuleDescriptor::packages)
                        .anyMatch(all -> all.contains(name.substring(0, name.lastIndexOf('.'))));
    }
}
