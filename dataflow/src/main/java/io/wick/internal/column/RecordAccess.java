package io.wick.internal.column;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * Ways into a class that allow nestmates to be defined. A lookup that comes from another module
 * does not, and the classes of each application are in a module of their own loader; so a small
 * class is put beside them that gives a lookup of its own.
 */
final class RecordAccess {
    private static final String BESIDE = "WickRecordAccess";

    private RecordAccess() {}

    static Lookup to(Class<?> type) throws ReflectiveOperationException {
        Lookup mine = MethodHandles.lookup();
        Lookup there = MethodHandles.privateLookupIn(type, mine);
        return there.hasFullPrivilegeAccess()
                ? there
                : MethodHandles.privateLookupIn(type, beside(there, type.getPackageName()));
    }

    private static Lookup beside(Lookup there, String packageName)
            throws ReflectiveOperationException {
        String name = packageName.isEmpty() ? BESIDE : packageName + "." + BESIDE;
        try {
            return (Lookup)
                    there.findStatic(
                                    beside(there, ClassDesc.of(name), name),
                                    "lookup",
                                    MethodType.methodType(Lookup.class))
                            .invokeExact();
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a method that throws nothing failed", e);
        }
    }

    private static Class<?> beside(Lookup there, ClassDesc named, String name)
            throws ReflectiveOperationException {
        try {
            return there.defineClass(bytes(named));
        } catch (LinkageError e) { // another record of the package was here before
            return there.findClass(name);
        }
    }

    private static byte[] bytes(ClassDesc named) {
        MethodTypeDesc lookup = MethodTypeDesc.of(ConstantDescs.CD_MethodHandles_Lookup);
        return ClassFile.of()
                .build(
                        named,
                        type ->
                                type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                                        .withMethodBody(
                                                "lookup",
                                                lookup,
                                                ClassFile.ACC_STATIC,
                                                code ->
                                                        code.invokestatic(
                                                                        ConstantDescs
                                                                                .CD_MethodHandles,
                                                                        "lookup",
                                                                        lookup)
                                                                .areturn()));
    }
}
