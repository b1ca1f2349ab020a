package io.wick.internal.graph;

import com.fasterxml.jackson.core.JsonGenerator;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.Fn3;
import io.wick.error.GraphException;

import java.io.IOException;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes and reads functions. A lambda or method reference is its serialised form: which class has
 * it, which method it calls, what it captures; reading it asks that class, which makes lambdas of
 * its own code and no others. A constant of an enum is its name, an object of a class without
 * fields its class.
 */
final class JsonFunctions {
    private static final List<String> LAMBDA =
            List.of(
                    "class",
                    "interface",
                    "interfaceMethod",
                    "interfaceSignature",
                    "kind",
                    "implClass",
                    "implMethod",
                    "implSignature",
                    "type");

    private JsonFunctions() {}

    /**
     * Writes the function of a stage.
     *
     * @throws GraphException when it, or what it captures, cannot be written
     */
    static void write(JsonGenerator out, JsonValues values, Serializable fn, String stage)
            throws IOException {
        if (fn instanceof Enum<?> constant) {
            values.writeEnum(constant);
            return;
        }
        Optional<SerializedLambda> form = LambdaForm.of(fn);
        out.writeStartObject();
        if (form.isPresent()) {
            out.writeObjectFieldStart("lambda");
            writeLambda(out, values, form.get(), stage);
            out.writeEndObject();
        } else {
            out.writeStringField("object", checked(fn.getClass(), stage).getName());
        }
        out.writeEndObject();
    }

    private static void writeLambda(
            JsonGenerator out, JsonValues values, SerializedLambda form, String stage)
            throws IOException {
        out.writeStringField("class", name(form.getCapturingClass()));
        out.writeStringField("interface", name(form.getFunctionalInterfaceClass()));
        out.writeStringField("interfaceMethod", form.getFunctionalInterfaceMethodName());
        out.writeStringField("interfaceSignature", form.getFunctionalInterfaceMethodSignature());
        out.writeNumberField("kind", form.getImplMethodKind());
        out.writeStringField("implClass", name(form.getImplClass()));
        out.writeStringField("implMethod", form.getImplMethodName());
        out.writeStringField("implSignature", form.getImplMethodSignature());
        out.writeStringField("type", form.getInstantiatedMethodType());
        if (form.getCapturedArgCount() == 0) {
            return;
        }
        out.writeArrayFieldStart("captured");
        for (int i = 0; i < form.getCapturedArgCount(); i++) {
            try {
                values.write(form.getCapturedArg(i));
            } catch (Unwritable e) {
                throw new GraphException(
                        "Cannot write '"
                                + stage
                                + "' as JSON: its function, in "
                                + name(form.getCapturingClass())
                                + ", captures "
                                + e.what()
                                + ". "
                                + Unwritable.WRITABLE
                                + ". Make it an input(..) of the graph, or make it inside the"
                                + " function");
            }
        }
        out.writeEndArray();
    }

    private static Class<?> checked(Class<?> type, String stage) {
        String why = unfit(type);
        if (!why.isEmpty()) {
            throw new GraphException(
                    "Cannot write '"
                            + stage
                            + "' as JSON: its function is an object of "
                            + type.getName()
                            + ", which "
                            + why
                            + ". Write it as a lambda or a method reference");
        }
        return type;
    }

    /** Why an object of a class is not the same as any other of it; empty when it is. */
    private static String unfit(Class<?> type) {
        if (type.isHidden()) {
            return "is hidden, or in a package that is not open";
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (var field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    return "has the field '" + field.getName() + "'";
                }
            }
        }
        boolean isMade =
                Arrays.stream(type.getDeclaredConstructors())
                        .anyMatch(constructor -> constructor.getParameterCount() == 0);
        return isMade && !Modifier.isAbstract(type.getModifiers())
                ? ""
                : "has no constructor without arguments";
    }

    /** Reads a function. */
    static Serializable read(JsonCursor at, JsonValueReader values) {
        Object fn;
        if (at.has("enum")) {
            fn = values.readEnum(at.object(List.of("enum", "name")));
        } else if (at.has("object")) {
            fn = object(at.object(List.of("object")).get("object"), values);
        } else {
            JsonCursor lambda = at.object(List.of("lambda")).get("lambda");
            fn = lambda(lambda.object(LAMBDA, "captured"), values);
        }
        if (!isFunction(fn.getClass())) {
            throw at.wrong(fn.getClass().getName() + " is no Fn0, Fn1, Fn2 or Fn3");
        }
        return (Serializable) fn;
    }

    private static Object object(JsonCursor at, JsonValueReader values) {
        Class<?> type = values.classes().used(at);
        String why = isFunction(type) ? unfit(type) : "is no Fn0, Fn1, Fn2 or Fn3";
        if (!why.isEmpty()) {
            throw at.wrong(type.getName() + " " + why);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError e) {
            throw at.wrong("cannot make a " + type.getName() + ": " + e, e);
        }
    }

    private static Object lambda(JsonCursor at, JsonValueReader values) {
        JsonCursor capturing = at.get("class");
        Class<?> type = values.classes().used(capturing);
        values.classes().checkCalled(at.get("implClass"));
        Class<?> functional = values.classes().type(at.get("interface"));
        if (!isFunction(functional)) {
            throw at.get("interface").wrong(functional.getName() + " is no Fn0 to Fn3");
        }
        Object[] captured =
                at.has("captured") ? values.readAll(at.get("captured")).toArray() : new Object[0];
        var form =
                new SerializedLambda(
                        type,
                        slashed(at.get("interface")),
                        at.get("interfaceMethod").text(),
                        at.get("interfaceSignature").text(),
                        (int) at.get("kind").whole(1, 9),
                        slashed(at.get("implClass")),
                        at.get("implMethod").text(),
                        at.get("implSignature").text(),
                        at.get("type").text(),
                        captured);
        try {
            Method make = type.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
            make.setAccessible(true);
            return make.invoke(null, form);
        } catch (NoSuchMethodException e) {
            throw capturing.wrong(type.getName() + " has no serialisable lambdas", e);
        } catch (InvocationTargetException e) {
            throw at.wrong(
                    type.getName()
                            + " has no lambda like this: it, or what the lambda captures, has"
                            + " changed since the text was written. Write the graph again with"
                            + " the classes of now ("
                            + e.getCause()
                            + ")",
                    e);
        } catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError e) {
            throw capturing.wrong("cannot make a lambda of " + type.getName() + ": " + e, e);
        }
    }

    /** How many arguments a function takes. */
    static int arity(Serializable fn) {
        return switch (fn) {
            case Fn0<?> _ -> 0;
            case Fn1<?, ?> _ -> 1;
            case Fn2<?, ?, ?> _ -> 2;
            default -> 3;
        };
    }

    private static boolean isFunction(Class<?> type) {
        return Fn0.class.isAssignableFrom(type)
                || Fn1.class.isAssignableFrom(type)
                || Fn2.class.isAssignableFrom(type)
                || Fn3.class.isAssignableFrom(type);
    }

    private static String name(String slashed) {
        return slashed.replace('/', '.');
    }

    private static String slashed(JsonCursor at) {
        return at.text().replace('.', '/');
    }
}
