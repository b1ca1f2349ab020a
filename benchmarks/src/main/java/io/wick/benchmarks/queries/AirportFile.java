package io.wick.benchmarks.queries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code airports.csv}. */
final class AirportFile {
    private static final Pattern COMMAS = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final int STATE = 3;

    private AirportFile() {}

    /** The state of each airport, by IATA code. */
    static Map<String, String> states(Path csv) throws IOException {
        try (Stream<String> lines = Files.lines(csv)) {
            return lines.skip(1)
                    .map(COMMAS::split)
                    .collect(Collectors.toMap(fields -> fields[0], fields -> fields[STATE]));
        }
    }
}
