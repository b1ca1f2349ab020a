package io.wick.examples;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The airports of {@code airports.csv} by IATA code, and how far apart they are. Immutable. */
record Airports(Map<String, Airport> byCode) {
    /** The earth's mean radius R1 of the IUGG, 6371.0088 km, in statute miles. */
    private static final double EARTH_RADIUS_MILES = 6371.0088 / 1.609344;

    /** One airport; degrees, north and east positive. */
    record Airport(
            String code,
            String name,
            String city,
            String state,
            double latitude,
            double longitude) {}

    Airports {
        byCode = Map.copyOf(byCode);
    }

    /** Reads a CSV file with the header {@code iata,name,city,state,country,latitude,longitude}. */
    static Airports read(Path csv) throws IOException {
        var airports = new HashMap<String, Airport>();
        List<String> lines = Files.readAllLines(csv);
        for (String line : lines.subList(1, lines.size())) {
            List<String> f = fields(line);
            if (f.size() != 7) {
                throw new IOException(csv + ": expected 7 fields, got " + f.size() + ": " + line);
            }
            airports.put(
                    f.getFirst(),
                    new Airport(
                            f.get(0),
                            f.get(1),
                            f.get(2),
                            f.get(3),
                            Double.parseDouble(f.get(5)),
                            Double.parseDouble(f.get(6))));
        }
        return new Airports(airports);
    }

    @Nullable Airport find(String code) {
        return byCode.get(code);
    }

    /** Miles along the great circle between two airports; NaN when one is unknown. */
    double miles(String origin, String destination) {
        Airport from = find(origin);
        Airport to = find(destination);
        return from == null || to == null ? Double.NaN : miles(from, to);
    }

    /** The haversine formula (R. W. Sinnott, Virtues of the Haversine, 1984), in statute miles. */
    static double miles(Airport from, Airport to) {
        double north = Math.toRadians(to.latitude - from.latitude);
        double east = Math.toRadians(to.longitude - from.longitude);
        double chord =
                square(Math.sin(north / 2))
                        + Math.cos(Math.toRadians(from.latitude))
                                * Math.cos(Math.toRadians(to.latitude))
                                * square(Math.sin(east / 2));
        return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    private static double square(double x) {
        return x * x;
    }

    /** The fields of a CSV line (RFC 4180, without line breaks in quotes). */
    static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
