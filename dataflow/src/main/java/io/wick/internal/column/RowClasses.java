package io.wick.internal.column;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.Field;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.Rows;
import io.wick.column.Schema;
import io.wick.error.PipelineException;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes the classes that read and write the records of a type, as a programmer would: {@code new
 * Flight(Cells.date(c0, row), c1[row], c2.get(row))}. They are hidden nestmates of the record, so
 * that it may be private; each is written once per record class.
 */
public final class RowClasses {
    private static final ClassDesc CELLS = desc(Cells.class);
    private static final ClassDesc OBJECTS = CD_Object.arrayType();

    private static final ClassValue<RowClasses> BY_TYPE =
            new ClassValue<>() {
                @Override
                protected RowClasses computeValue(Class<?> type) {
                    return new RowClasses(Schema.of(type));
                }
            };

    private final Schema<?> schema;
    private final ClassDesc record;
    private final MethodHandle reader;
    private final MethodHandle writer;

    private RowClasses(Schema<?> schema) {
        this.schema = schema;
        record = desc(schema.rowType());
        reader =
                constructor(
                        classOf("Reader", Rows.Reader.class, this::readerParts, this::writeGet),
                        Rows.Reader.class);
        writer =
                constructor(
                        classOf("Writer", Rows.Writer.class, this::writerParts, this::writeAdd),
                        Rows.Writer.class);
    }

    /** A reader of rows of these columns, which are those of the record. */
    public static Rows.Reader<?> reader(Class<?> type, List<Column> columns) {
        RowClasses classes = BY_TYPE.get(type);
        Object[] parts = new Object[columns.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = classes.readerPart(i, columns.get(i));
        }
        try {
            return (Rows.Reader<?>) classes.reader.invokeExact(parts);
        } catch (Throwable e) {
            throw new AssertionError("a constructor that only stores its arguments failed", e);
        }
    }

    /** A writer of rows to these builders, which are those of the record's columns. */
    public static Rows.Writer<?> writer(Class<?> type, List<ColumnBuilder> columns) {
        try {
            return (Rows.Writer<?>)
                    BY_TYPE.get(type).writer.invokeExact(columns.toArray(Object[]::new));
        } catch (Throwable e) {
            throw new AssertionError("a constructor that only stores its arguments failed", e);
        }
    }

    /** Primitives are read from the array itself. */
    private Object readerPart(int index, Column column) {
        Field field = schema.field(index);
        if (!field.javaType().isPrimitive()) {
            return column;
        }
        for (int i = 0; column.hasNulls() && i < column.size(); i++) {
            if (column.isNull(i)) {
                throw new PipelineException(
                        "There is a null in column "
                                + field.name()
                                + " of "
                                + schema.rowType().getName()
                                + ", whose type "
                                + field.javaType()
                                + " has none. Declare it as the boxed type, or leave out those"
                                + " rows before");
            }
        }
        return Columns.array(column);
    }

    private List<ClassDesc> readerParts() {
        List<ClassDesc> parts = new ArrayList<>();
        for (Field field : schema.fields()) {
            Class<?> column = Columns.classOf(field.type());
            parts.add(
                    field.javaType().isPrimitive()
                            ? desc(Columns.arrayClassOf(field.type()))
                            : desc(column));
        }
        return parts;
    }

    private List<ClassDesc> writerParts() {
        return schema.fields().stream()
                .map(field -> desc(Columns.builderClassOf(field.type())))
                .toList();
    }

    private byte[] classOf(
            String suffix,
            Class<?> contract,
            Supplier<List<ClassDesc>> parts,
            MethodWriter method) {
        Class<?> type = schema.rowType();
        ClassDesc self =
                ClassDesc.of(
                        type.getPackageName(),
                        "Wick" + suffix + "Of" + type.getSimpleName().replaceAll("\\W", "_"));
        List<ClassDesc> fields = parts.get();
        return ClassFile.of()
                .build(
                        self,
                        out -> {
                            out.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                                    .withInterfaceSymbols(desc(contract));
                            for (int i = 0; i < fields.size(); i++) {
                                out.withField(
                                        "c" + i,
                                        fields.get(i),
                                        ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
                            }
                            writeConstructor(out, self, fields);
                            method.write(out, self, fields);
                        });
    }

    /** Writes the one method of a class. */
    private interface MethodWriter {
        void write(ClassBuilder out, ClassDesc self, List<ClassDesc> fields);
    }

    private static void writeConstructor(ClassBuilder out, ClassDesc self, List<ClassDesc> fields) {
        Consumer<CodeBuilder> body =
                code -> {
                    code.aload(0).invokespecial(CD_Object, INIT_NAME, MethodTypeDesc.of(CD_void));
                    for (int i = 0; i < fields.size(); i++) {
                        code.aload(0).aload(1).loadConstant(i).aaload();
                        code.checkcast(fields.get(i)).putfield(self, "c" + i, fields.get(i));
                    }
                    code.return_();
                };
        out.withMethodBody(
                INIT_NAME, MethodTypeDesc.of(CD_void, OBJECTS), ClassFile.ACC_PUBLIC, body);
    }

    private void writeGet(ClassBuilder out, ClassDesc self, List<ClassDesc> fields) {
        out.withMethodBody(
                "get",
                MethodTypeDesc.of(CD_Object, CD_int),
                ClassFile.ACC_PUBLIC,
                code -> {
                    code.new_(record).dup();
                    List<ClassDesc> types = new ArrayList<>();
                    for (int i = 0; i < fields.size(); i++) {
                        code.aload(0).getfield(self, "c" + i, fields.get(i)).iload(1);
                        read(code, schema.field(i), fields.get(i));
                        types.add(desc(schema.field(i).javaType()));
                    }
                    code.invokespecial(record, INIT_NAME, MethodTypeDesc.of(CD_void, types));
                    code.areturn();
                });
    }

    /** Turns the column, or its array, and the row on the stack into the component's value. */
    private static void read(CodeBuilder code, Field field, ClassDesc column) {
        Class<?> type = field.javaType();
        ClassDesc result = desc(type);
        switch (field.type()) {
            case DATE -> cell(code, "date", result, IntColumn.class);
            case TIMESTAMP -> cell(code, "instant", result, LongColumn.class);
            case STRING -> code.invokevirtual(column, "get", MethodTypeDesc.of(result, CD_int));
            case OBJECT -> {
                if (type == char.class) {
                    code.aaload().checkcast(desc(Character.class));
                    code.invokevirtual(
                            desc(Character.class), "charValue", MethodTypeDesc.of(result));
                } else {
                    code.invokevirtual(column, "value", MethodTypeDesc.of(CD_Object, CD_int));
                    code.checkcast(result);
                }
            }
            case INT -> {
                if (type == Short.class) {
                    cell(code, "shortOf", result, IntColumn.class);
                } else if (type == Byte.class) {
                    cell(code, "byteOf", result, IntColumn.class);
                } else if (type == Integer.class) {
                    code.invokevirtual(column, "value", MethodTypeDesc.of(result, CD_int));
                } else {
                    code.iaload();
                    narrow(code, type);
                }
            }
            case LONG, FLOAT, DOUBLE, BOOLEAN -> {
                if (type.isPrimitive()) {
                    load(code, type);
                } else {
                    code.invokevirtual(column, "value", MethodTypeDesc.of(result, CD_int));
                }
            }
        }
    }

    private static void cell(CodeBuilder code, String method, ClassDesc result, Class<?> column) {
        code.invokestatic(CELLS, method, MethodTypeDesc.of(result, desc(column), CD_int));
    }

    private static void narrow(CodeBuilder code, Class<?> type) {
        if (type == short.class) {
            code.i2s();
        } else if (type == byte.class) {
            code.i2b();
        }
    }

    private static void load(CodeBuilder code, Class<?> type) {
        if (type == long.class) {
            code.laload();
        } else if (type == float.class) {
            code.faload();
        } else if (type == double.class) {
            code.daload();
        } else {
            code.baload();
        }
    }

    private void writeAdd(ClassBuilder out, ClassDesc self, List<ClassDesc> fields) {
        out.withMethodBody(
                "add",
                MethodTypeDesc.of(CD_void, CD_Object),
                ClassFile.ACC_PUBLIC,
                code -> {
                    code.aload(1).checkcast(record).astore(2);
                    for (int i = 0; i < fields.size(); i++) {
                        Field field = schema.field(i);
                        ClassDesc type = desc(field.javaType());
                        code.aload(0).getfield(self, "c" + i, fields.get(i)).aload(2);
                        code.invokevirtual(record, field.name(), MethodTypeDesc.of(type));
                        write(code, field, fields.get(i));
                    }
                    code.return_();
                });
    }

    /** Adds the component's value on the stack to the builder below it. */
    private static void write(CodeBuilder code, Field field, ClassDesc builder) {
        Class<?> type = field.javaType();
        switch (field.type()) {
            case DATE, TIMESTAMP ->
                    code.invokestatic(
                            CELLS, "add", MethodTypeDesc.of(CD_void, builder, desc(type)));
            case STRING ->
                    code.invokevirtual(builder, "add", MethodTypeDesc.of(CD_void, desc(type)));
            case OBJECT -> {
                if (type == char.class) {
                    code.invokestatic(
                            desc(Character.class),
                            "valueOf",
                            MethodTypeDesc.of(desc(Character.class), desc(char.class)));
                }
                code.invokevirtual(builder, "add", MethodTypeDesc.of(CD_void, CD_Object));
            }
            case INT -> {
                if (type.isPrimitive()) {
                    code.invokevirtual(builder, "add", MethodTypeDesc.of(CD_void, CD_int));
                } else {
                    code.invokestatic(
                            CELLS, "add", MethodTypeDesc.of(CD_void, builder, desc(Number.class)));
                }
            }
            case LONG, FLOAT, DOUBLE, BOOLEAN -> {
                if (type.isPrimitive()) {
                    ClassDesc value = type == boolean.class ? CD_boolean : desc(type);
                    code.invokevirtual(builder, "add", MethodTypeDesc.of(CD_void, value));
                } else {
                    code.invokevirtual(builder, "addValue", MethodTypeDesc.of(CD_void, CD_Object));
                }
            }
        }
    }

    private MethodHandle constructor(byte[] bytes, Class<?> contract) {
        Class<?> type = schema.rowType();
        try {
            MethodHandles.Lookup lookup =
                    RecordAccess.to(type)
                            .defineHiddenClass(
                                    bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE);
            return lookup.findConstructor(
                            lookup.lookupClass(), MethodType.methodType(void.class, Object[].class))
                    .asType(MethodType.methodType(contract, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new PipelineException(
                    "Rows of "
                            + type.getName()
                            + " cannot be made of columns: Wick must reach the record. If it is in"
                            + " a named module, open its package to Wick",
                    e);
        }
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable()
                .orElseThrow(
                        () ->
                                new PipelineException(
                                        "A hidden class is no row type: "
                                                + type.getName()
                                                + ". Declare the record in the source code"));
    }
}
