package io.wick.install;

import io.wick.ObjectRef;
import io.wick.Wick;

import java.io.IOException;

/** A user's first program. With an argument it stays until it reads a line. */
final class Hello {
    private Hello() {}

    public static void main(String[] arguments) throws IOException {
        try (Wick wick = Wick.start()) {
            double[] samples = new double[50_000];
            ObjectRef<double[]> xs = wick.put(samples);
            ObjectRef<Integer> answer = wick.submit(() -> xs.get().length - 49_958);
            System.out.println("The answer is " + answer.get());
            if (arguments.length > 0) {
                System.in.read();
            }
        }
    }
}
