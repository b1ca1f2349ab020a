package io.wick.internal.numeric;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import io.wick.numeric.ElementType;
import io.wick.numeric.library.Formula;
import io.wick.numeric.library.Formula.Instruction;
import io.wick.numeric.library.Operation;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a hidden class with the loop of a formula: one local variable per instruction, no branches
 * other than those of the formula, so that the JVM's compiler makes vector instructions of it. The
 * last loops are kept, by formula. For any thread.
 */
final class FormulaClasses {
    private static final int KEPT = 256;
    private static final ClassDesc LOOP = ClassDesc.of(FormulaLoop.class.getName());
    private static final ClassDesc OWNER = ClassDesc.of(FormulaLoop.class.getName() + "Of");
    private static final ClassDesc MATH = ClassDesc.of(Math.class.getName());
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(
                    CD_void,
                    CD_Object.arrayType(),
                    CD_int.arrayType(),
                    CD_double.arrayType(),
                    CD_Object,
                    CD_int);
    private static final Map<Formula, FormulaLoop> LOOPS =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(
                                Map.@Nullable Entry<Formula, FormulaLoop> eldest) {
                            return size() > KEPT;
                        }
                    });

    private final Formula formula;
    private final boolean floats;
    private final TypeKind kind;
    private final ClassDesc element;
    private final ClassDesc buffer;

    private FormulaClasses(Formula formula) {
        this.formula = formula;
        this.floats = formula.type() == ElementType.FLOAT;
        this.kind = floats ? TypeKind.FLOAT : TypeKind.DOUBLE;
        this.element = floats ? CD_float : CD_double;
        this.buffer = ClassDesc.of((floats ? FloatBuffer.class : DoubleBuffer.class).getName());
    }

    static FormulaLoop loopOf(Formula formula) {
        FormulaLoop known = LOOPS.get(formula);
        if (known != null) {
            return known;
        }
        FormulaLoop made = new FormulaClasses(formula).make();
        LOOPS.put(formula, made);
        return made;
    }

    private FormulaLoop make() {
        int flags = ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC;
        byte[] bytes =
                ClassFile.of()
                        .build(
                                OWNER,
                                type ->
                                        type.withInterfaceSymbols(LOOP)
                                                .withFlags(flags)
                                                .withMethodBody(
                                                        INIT_NAME,
                                                        MTD_void,
                                                        0,
                                                        FormulaClasses::construct)
                                                .withMethodBody(
                                                        "run",
                                                        RUN,
                                                        ClassFile.ACC_PUBLIC,
                                                        this::body));
        try {
            MethodHandles.Lookup made = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return (FormulaLoop)
                    made.findConstructor(made.lookupClass(), MethodType.methodType(void.class))
                            .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "The loop of formula '" + formula.name() + "' cannot be made", e);
        }
    }

    private static void construct(CodeBuilder code) {
        code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_();
    }

    private void body(CodeBuilder code) {
        Input[] inputs = new Input[formula.inputs()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] =
                    new Input(
                            code.allocateLocal(TypeKind.REFERENCE),
                            code.allocateLocal(TypeKind.INT));
            code.aload(code.parameterSlot(0)).loadConstant(i).aaload();
            code.checkcast(buffer).astore(inputs[i].buffer);
            code.aload(code.parameterSlot(1)).loadConstant(i).iaload();
            code.loadConstant(Bounds.PLACES).iand().istore(inputs[i].place);
        }
        int[] scalars = new int[formula.scalars()];
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = code.allocateLocal(kind);
            code.aload(code.parameterSlot(2)).loadConstant(i).daload();
            code.conversion(TypeKind.DOUBLE, kind).storeLocal(kind, scalars[i]);
        }
        int result = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(code.parameterSlot(3)).checkcast(element.arrayType()).astore(result);
        int count = code.allocateLocal(TypeKind.INT);
        code.iload(code.parameterSlot(4)).loadConstant(Bounds.COUNT);
        call(code, Operation.MIN, CD_int);
        code.istore(count);
        int index = code.allocateLocal(TypeKind.INT);
        code.loadConstant(0).istore(index);
        Label test = code.newBoundLabel();
        Label end = code.newLabel();
        code.iload(index).iload(count).if_icmpge(end);
        int last = instructions(code, inputs, scalars, index);
        code.aload(result).iload(index).loadLocal(kind, last).arrayStore(kind);
        code.iinc(index, 1).goto_(test).labelBinding(end).return_();
    }

    /** All instructions for one element; gives the local variable of the last. */
    private int instructions(CodeBuilder code, Input[] inputs, int[] scalars, int index) {
        List<Instruction> all = formula.instructions();
        int[] locals = new int[all.size()];
        for (int i = 0; i < locals.length; i++) {
            Instruction each = all.get(i);
            switch (each.operation()) {
                case INPUT -> input(code, inputs[each.index()], index);
                case SCALAR -> code.loadLocal(kind, scalars[each.index()]);
                case CONSTANT -> constant(code, each.constant());
                case IF_LESS -> choose(code, each, locals);
                case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE -> {
                    load(code, each, locals);
                    code.with(
                            java.lang.classfile.instruction.OperatorInstruction.of(
                                    opcode(each.operation())));
                }
                case MIN, MAX, ABS -> {
                    load(code, each, locals);
                    call(code, each.operation(), element);
                }
                case SQRT, EXP, LOG, SIN, COS, TANH, POWER -> function(code, each, locals);
            }
            locals[i] = code.allocateLocal(kind);
            code.storeLocal(kind, locals[i]);
        }
        return locals[locals.length - 1];
    }

    private void input(CodeBuilder code, Input input, int index) {
        code.aload(input.buffer).iload(input.place).iload(index).iadd();
        code.invokevirtual(buffer, "get", MethodTypeDesc.of(element, CD_int));
    }

    /** The local variables of an input: its buffer, and where it begins there. */
    private record Input(int buffer, int place) {}

    private void constant(CodeBuilder code, double value) {
        if (floats) {
            code.loadConstant((float) value);
        } else {
            code.loadConstant(value);
        }
    }

    private void load(CodeBuilder code, Instruction of, int[] locals) {
        for (int operand : of.operands()) {
            code.loadLocal(kind, locals[operand]);
        }
    }

    /** A function of the class Math, which has them for doubles alone. */
    private void function(CodeBuilder code, Instruction each, int[] locals) {
        for (int operand : each.operands()) {
            code.loadLocal(kind, locals[operand]).conversion(kind, TypeKind.DOUBLE);
        }
        call(code, each.operation(), CD_double);
        code.conversion(TypeKind.DOUBLE, kind);
    }

    private static void call(CodeBuilder code, Operation operation, ClassDesc type) {
        String name =
                operation == Operation.POWER
                        ? "pow"
                        : operation.name().toLowerCase(java.util.Locale.ROOT);
        var operands = Collections.nCopies(operation.operands(), type);
        code.invokestatic(MATH, name, MethodTypeDesc.of(type, operands));
    }

    private void choose(CodeBuilder code, Instruction each, int[] locals) {
        List<Integer> operands = each.operands();
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        code.loadLocal(kind, locals[operands.get(0)]).loadLocal(kind, locals[operands.get(1)]);
        if (floats) {
            code.fcmpg();
        } else {
            code.dcmpg();
        }
        code.ifge(otherwise).loadLocal(kind, locals[operands.get(2)]).goto_(end);
        code.labelBinding(otherwise).loadLocal(kind, locals[operands.get(3)]).labelBinding(end);
    }

    private Opcode opcode(Operation operation) {
        return switch (operation) {
            case ADD -> floats ? Opcode.FADD : Opcode.DADD;
            case SUBTRACT -> floats ? Opcode.FSUB : Opcode.DSUB;
            case MULTIPLY -> floats ? Opcode.FMUL : Opcode.DMUL;
            case DIVIDE -> floats ? Opcode.FDIV : Opcode.DDIV;
            case NEGATE -> floats ? Opcode.FNEG : Opcode.DNEG;
            default -> throw new IllegalArgumentException(operation + " is no instruction");
        };
    }
}
