package io.wick.ignite.internal.graph;

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
        return new Program(
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
                steps(in));
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
        var numbers = new int[in.varint()];
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
        var numbers = new int[in.varint()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.varint();
        }
        return numbers;
    }
}
