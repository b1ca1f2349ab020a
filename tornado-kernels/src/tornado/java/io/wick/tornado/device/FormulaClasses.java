package io.wick.tornado.device;

import static java.lang.constant.ConstantDescs.CD_int;

import io.wick.numeric.ElementType;
import io.wick.numeric.library.Formula;
import io.wick.numeric.library.Formula.Instruction;
import io.wick.numeric.library.Operation;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Writes the method of a formula for TornadoVM: {@code run(KernelContext, inputs.., scalars..,
 * result)}, a loop over the elements with a local variable per instruction. TornadoVM makes a fused
 * kernel of it. It has no branch but the loop's, and a table of local variables, which TornadoVM
 * asks for.
 */
final class FormulaClasses {
    static final String METHOD = "run";
    static final String LOOKUP = "lookup";

    private static final ClassDesc LOOKUP_TYPE = ConstantDescs.CD_MethodHandles_Lookup;
    private static final ClassDesc CONTEXT = ClassDesc.of(KernelContext.class.getName());
    private static final ClassDesc INTEGER = ClassDesc.of(Integer.class.getName());
    private static final ClassDesc MATH = ClassDesc.of(TornadoMath.class.getName());
    private static final ClassDesc FUNCTIONS = ClassDesc.of(FormulaFunctions.class.getName());

    private final Formula formula;
    private final TypeKind kind;
    private final ClassDesc element;
    private final ClassDesc array;
    private final int arrays;

    private FormulaClasses(Formula formula) {
        this.formula = formula;
        boolean floats = formula.type() == ElementType.FLOAT;
        this.kind = floats ? TypeKind.FLOAT : TypeKind.DOUBLE;
        this.element = kind.upperBound();
        this.array = ClassDesc.of((floats ? FloatArray.class : DoubleArray.class).getName());
        this.arrays = formula.inputs() + formula.scalars() + 1;
    }

    /** The class of a formula, of a name. */
    static byte[] write(String name, Formula formula) {
        return new FormulaClasses(formula).write(ClassDesc.of(name));
    }

    private byte[] write(ClassDesc name) {
        List<ClassDesc> parameters = new ArrayList<>();
        parameters.add(CONTEXT);
        parameters.addAll(Collections.nCopies(arrays, array));
        return ClassFile.of()
                .build(
                        name,
                        type ->
                                type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                                        .withMethodBody(
                                                METHOD,
                                                MethodTypeDesc.of(
                                                        ConstantDescs.CD_void, parameters),
                                                ClassFile.ACC_STATIC,
                                                this::body)
                                        .withMethodBody(
                                                LOOKUP,
                                                MethodTypeDesc.of(LOOKUP_TYPE),
                                                ClassFile.ACC_STATIC,
                                                FormulaClasses::lookup));
    }

    /** Only the class itself can let a reference to its method be made. */
    private static void lookup(CodeBuilder code) {
        code.invokestatic(ConstantDescs.CD_MethodHandles, "lookup", MethodTypeDesc.of(LOOKUP_TYPE));
        code.areturn();
    }

    private void body(CodeBuilder code) {
        Label start = code.newBoundLabel();
        Label end = code.newLabel();
        code.localVariable(0, "at", CONTEXT, start, end);
        for (int i = 0; i < arrays; i++) {
            code.localVariable(i + 1, "array" + i, array, start, end);
        }
        int index = code.allocateLocal(TypeKind.INT);
        code.localVariable(index, "i", CD_int, start, end);
        place(code, "globalIdx").istore(index);
        Label test = code.newBoundLabel();
        Label done = code.newLabel();
        code.iload(index).aload(arrays);
        code.invokevirtual(array, "getSize", MethodTypeDesc.of(CD_int)).if_icmpge(done);
        int last = instructions(code, index);
        code.aload(arrays).iload(index).loadLocal(kind, last);
        code.invokevirtual(array, "set", MethodTypeDesc.of(ConstantDescs.CD_void, CD_int, element));
        code.iload(index);
        place(code, "globalGroupSizeX").iadd().istore(index);
        code.goto_(test).labelBinding(done).return_().labelBinding(end);
    }

    private static CodeBuilder place(CodeBuilder code, String field) {
        return code.aload(0)
                .getfield(CONTEXT, field, INTEGER)
                .invokevirtual(INTEGER, "intValue", MethodTypeDesc.of(CD_int));
    }

    /** All instructions for one element; gives the local variable of the last. */
    private int instructions(CodeBuilder code, int index) {
        List<Instruction> all = formula.instructions();
        int[] locals = new int[all.size()];
        for (int i = 0; i < locals.length; i++) {
            Instruction each = all.get(i);
            for (int operand : each.operands()) {
                code.loadLocal(kind, locals[operand]);
            }
            switch (each.operation()) {
                case INPUT -> get(code.aload(1 + each.index()).iload(index));
                case SCALAR -> get(code.aload(1 + formula.inputs() + each.index()).loadConstant(0));
                case CONSTANT -> constant(code, each.constant());
                case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE -> arithmetic(code, each.operation());
                case MIN, MAX, POWER, IF_LESS -> call(code, FUNCTIONS, each.operation());
                case ABS, SQRT, EXP, LOG, SIN, COS, TANH -> call(code, MATH, each.operation());
            }
            locals[i] = code.allocateLocal(kind);
            code.storeLocal(kind, locals[i]);
        }
        return locals[locals.length - 1];
    }

    private void get(CodeBuilder code) {
        code.invokevirtual(array, "get", MethodTypeDesc.of(element, CD_int));
    }

    private void constant(CodeBuilder code, double value) {
        if (kind == TypeKind.FLOAT) {
            code.loadConstant((float) value);
        } else {
            code.loadConstant(value);
        }
    }

    private void arithmetic(CodeBuilder code, Operation operation) {
        boolean floats = kind == TypeKind.FLOAT;
        switch (operation) {
            case ADD -> {
                var _ = floats ? code.fadd() : code.dadd();
            }
            case SUBTRACT -> {
                var _ = floats ? code.fsub() : code.dsub();
            }
            case MULTIPLY -> {
                var _ = floats ? code.fmul() : code.dmul();
            }
            case DIVIDE -> {
                var _ = floats ? code.fdiv() : code.ddiv();
            }
            case NEGATE -> {
                var _ = floats ? code.fneg() : code.dneg();
            }
            default -> throw new IllegalArgumentException(operation + " is no arithmetic");
        }
    }

    private void call(CodeBuilder code, ClassDesc owner, Operation operation) {
        var operands = Collections.nCopies(operation.operands(), element);
        code.invokestatic(
                owner,
                operation.name().toLowerCase(Locale.ROOT),
                MethodTypeDesc.of(element, operands));
    }
}
