package io.wick.benchmarks.queries;

import io.wick.benchmarks.queries.FlightQueries.SortedFlights;
import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.pipeline.Sink;
import io.wick.pipeline.SinkContext;
import io.wick.pipeline.SinkWriter;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Takes flights in their order: the first ones and a checksum of all. */
final class DigestSink implements Sink<WickQueries.Flown, DigestSink.Part, SortedFlights> {
    private static final long serialVersionUID = 1;
    private static final int NANOS_PER_MICRO = 1000;

    /** What is wanted of the flights of a part. */
    record Part(List<Flight> first, OrderDigest digest) implements Serializable {}

    @Override
    public SinkWriter<Part> open(SinkContext context) {
        return new Writer(context.schema());
    }

    @Override
    public SortedFlights finish(List<Part> parts) {
        OrderDigest digest =
                parts.stream().map(Part::digest).reduce(OrderDigest.NONE, OrderDigest::then);
        return new SortedFlights(
                parts.stream()
                        .flatMap(part -> part.first().stream())
                        .limit(FlightQueries.FIRST)
                        .toList(),
                digest.flights(),
                digest.checksum());
    }

    @Override
    public String describe() {
        return "digest of flights";
    }

    private static final class Writer implements SinkWriter<Part> {
        private final int date;
        private final int delay;
        private final int distance;
        private final int origin;
        private final int destination;
        private final List<Flight> first = new ArrayList<>();
        private OrderDigest digest = OrderDigest.NONE;

        Writer(Schema<?> schema) {
            date = schema.indexOf("date");
            delay = schema.indexOf("delay");
            distance = schema.indexOf("distance");
            origin = schema.indexOf("origin");
            destination = schema.indexOf("destination");
        }

        @Override
        public void write(Batch batch) {
            for (int row = 0; row < batch.rows(); row++) {
                Flight flight = flight(batch, row);
                if (first.size() < FlightQueries.FIRST) {
                    first.add(flight);
                }
                digest = digest.with(flight);
            }
        }

        private Flight flight(Batch batch, int row) {
            return new Flight(
                    batch.longs(date).get(row) / NANOS_PER_MICRO,
                    batch.ints(delay).get(row),
                    batch.ints(distance).get(row),
                    text(batch, row, origin),
                    text(batch, row, destination));
        }

        private static String text(Batch batch, int row, int column) {
            String text = batch.strings(column).get(row);
            if (text == null) {
                throw new IllegalArgumentException("a flight without an airport: row " + row);
            }
            return text;
        }

        @Override
        public Part finish() {
            return new Part(first, digest);
        }

        @Override
        public void discard() {
            // has nothing open
        }
    }
}
