package io.wick.install;

/** What a task saw where it ran; a record, which raw Ignite closures cannot return. */
record Sighting(long pid, String jar, double sum) {
    static Sighting of(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        var source = io.wick.Wick.class.getProtectionDomain().getCodeSource().getLocation();
        return new Sighting(ProcessHandle.current().pid(), source.getPath(), sum);
    }
}
