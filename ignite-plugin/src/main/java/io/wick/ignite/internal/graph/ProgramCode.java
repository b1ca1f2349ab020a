package io.wick.ignite.internal.graph;

import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.internal.planner.Program;

/** A program in bytes. */
final class ProgramCode {
    private ProgramCode() {}

    static void write(ByteWriter out, Program program) {
        out.varint(program.site());
        out.varint(program.locals());
        out.varint(program.externals());
        out.varint(program.kept());
        steps(out, program.vertex());
        steps(out, program.inputStart());
        plain(out, program.inputs());
        steps(out, program.consumerStart());
        plain(out, program.consumers());
        steps(out, program.targetStart());
        plain(out, program.targets());
        for (boolean result : program.result()) {
            out.bool(result);
        }
        steps(out, program.fused());
    }

    static Program read(ByteReader in) {
        int site = in.varint();
        int locals = in.varint();
        int externals = in.varint();
        int kept = in.varint();
        int[] vertex = steps(in);
        int[] inputStart = steps(in);
        int[] inputs = plain(in);
        int[] consumerStart = steps(in);
        int[] consumers = plain(in);
        int[] targetStart = steps(in);
        int[] targets = plain(in);
        var result = new boolean[vertex.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = in.bool();
        }
        return checked(
                new Program(
                        site,
                        locals,
                        externals,
                        kept,
                        vertex,
                        inputStart,
                        inputs,
                        consumerStart,
                        consumers,
                        targetStart,
                        targets,
                        result,
                        steps(in)));
    }

    /** Whoever runs a program trusts its numbers. */
    private static Program checked(Program program) {
        int locals = program.locals();
        int values = program.values();
        boolean counted =
                program.site() >= 0
                        && locals >= 0
                        && program.externals() >= 0
                        && program.kept() >= 0
                        && (long) locals + program.externals() + program.kept() == values
                        && program.fused().length == locals;
        if (!counted
                || !isWithin(program.vertex(), 0, Integer.MAX_VALUE)
                || !isWithin(program.inputs(), 0, values)
                || !isWithin(program.consumers(), 0, locals)
                || !isWithin(program.targets(), 0, Integer.MAX_VALUE)
                || !isWithin(program.fused(), -1, locals)
                || !begins(program.inputStart(), locals, program.inputs())
                || !begins(program.consumerStart(), values, program.consumers())
                || !begins(program.targetStart(), values, program.targets())) {
            throw new SerializationException(
                    "Corrupted bytes: a program of "
                            + locals
                            + " vertices and "
                            + values
                            + " values contradicts itself. The message is damaged, or of another"
                            + " version of Wick.");
        }
        return program;
    }

    private static boolean isWithin(int[] numbers, int least, int end) {
        for (int number : numbers) {
            if (number < least || number >= end) {
                return false;
            }
        }
        return true;
    }

    /** Whether these are the beginnings of parts, one after the other, of all of an array. */
    private static boolean begins(int[] starts, int parts, int[] of) {
        int before = 0;
        for (int start : starts) {
            if (start < before) {
                return false;
            }
            before = start;
        }
        return starts.length == parts + 1 && starts[0] == 0 && before == of.length;
    }

    /** Numbers close to the one before: the difference, zigzag, takes a byte mostly. */
    private static void steps(ByteWriter out, int[] numbers) {
        out.varint(numbers.length);
        int before = 0;
        for (int number : numbers) {
            int step = number - before;
            out.varint(step << 1 ^ step >> 31);
            before = number;
        }
    }

    private static int[] steps(ByteReader in) {
        var numbers = new int[in.count(1)];
        int before = 0;
        for (int i = 0; i < numbers.length; i++) {
            int zigzag = in.varint();
            before += zigzag >>> 1 ^ -(zigzag & 1);
            numbers[i] = before;
        }
        return numbers;
    }

    private static void plain(ByteWriter out, int[] numbers) {
        out.varint(numbers.length);
        for (int number : numbers) {
            out.varint(number);
        }
    }

    private static int[] plain(ByteReader in) {
        var numbers = new int[in.count(1)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.varint();
        }
        return numbers;
    }
}
