package io.wick.benchmarks.queries;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Spark SQL in this JVM, with two threads and as many partitions of its shuffles. */
final class SparkQueries implements FlightQueries {
    private static final String THREADS = "2";

    private final SparkSession spark;
    private final String flights;
    private final String airports;

    SparkQueries(Path flights, Path airports) {
        this.flights = flights.toString();
        this.airports = airports.toString();
        spark =
                SparkSession.builder()
                        .master("local[" + THREADS + "]")
                        .appName("queries")
                        .config("spark.ui.enabled", "false")
                        .config("spark.driver.bindAddress", "127.0.0.1")
                        .config("spark.driver.host", "127.0.0.1")
                        .config("spark.sql.session.timeZone", "UTC")
                        .config("spark.sql.shuffle.partitions", THREADS)
                        .getOrCreate();
    }

    private Dataset<Row> flights() {
        return spark.read().parquet(flights);
    }

    /** Counts of equal delays first: three times as fast as {@code percentile_disc}. */
    @Override
    public List<AirportDelays> delaysByOrigin() {
        WindowSpec airport = Window.partitionBy("origin");
        Column flights = sum("flights");
        return flights()
                .groupBy("origin", "delay")
                .agg(count(lit(1)).as("flights"))
                .withColumn("all", flights.over(airport))
                .withColumn("rank", flights.over(airport.orderBy("delay")))
                .groupBy("origin")
                .agg(
                        max("all"),
                        sum(col("flights").multiply(col("delay"))).divide(max("all")),
                        quantile(0.5),
                        quantile(0.95),
                        quantile(0.99))
                .orderBy("origin")
                .collectAsList()
                .stream()
                .map(
                        row ->
                                new AirportDelays(
                                        row.getString(0),
                                        row.getLong(1),
                                        row.getDouble(2),
                                        (int) row.getLong(3),
                                        (int) row.getLong(4),
                                        (int) row.getLong(5)))
                .toList();
    }

    private static Column quantile(double share) {
        return min(when(col("rank").geq(ceil(col("all").multiply(share))), col("delay")));
    }

    @Override
    public List<StateDelays> delaysByState() {
        Dataset<Row> states =
                spark.read().option("header", "true").csv(airports).select("iata", "state");
        return flights()
                .join(states, col("origin").equalTo(col("iata")))
                .groupBy("state")
                .agg(count(lit(1)), avg("delay"))
                .orderBy("state")
                .collectAsList()
                .stream()
                .map(row -> new StateDelays(row.getString(0), row.getLong(1), row.getDouble(2)))
                .toList();
    }

    @Override
    public List<RouteFlights> busiestRoutes() {
        return flights()
                .groupBy("origin", "destination")
                .agg(count(lit(1)).as("flights"))
                .orderBy(col("flights").desc(), col("origin"), col("destination"))
                .limit(TOP)
                .collectAsList()
                .stream()
                .map(row -> new RouteFlights(row.getString(0), row.getString(1), row.getLong(2)))
                .toList();
    }

    @Override
    public long distinctRoutes() {
        return flights().select("origin", "destination").distinct().count();
    }

    @Override
    public SortedFlights sorted() {
        List<Part> parts =
                flights()
                        .selectExpr(
                                "unix_micros(cast(date as timestamp)) as date",
                                "cast(delay as int) as delay",
                                "cast(distance as int) as distance",
                                "origin",
                                "destination")
                        .orderBy(
                                col("delay").desc(),
                                col("date"),
                                col("origin"),
                                col("destination"),
                                col("distance"))
                        .toJavaRDD()
                        .mapPartitions(rows -> Stream.of(Part.of(rows)).iterator())
                        .collect(); // in the order of the partitions
        return new SortedFlights(
                parts.stream().flatMap(part -> part.first().stream()).limit(FIRST).toList(),
                parts.stream().mapToLong(part -> part.digest().flights()).sum(),
                parts.stream()
                        .map(Part::digest)
                        .reduce(OrderDigest.NONE, OrderDigest::then)
                        .checksum());
    }

    /** What is wanted of a partition of the sorted flights. */
    private record Part(List<Flight> first, OrderDigest digest) implements Serializable {
        static Part of(Iterator<Row> rows) {
            var first = new ArrayList<Flight>();
            OrderDigest digest = OrderDigest.NONE;
            while (rows.hasNext()) {
                Row row = rows.next();
                var flight =
                        new Flight(
                                row.getLong(0),
                                row.getInt(1),
                                row.getInt(2),
                                row.getString(3),
                                row.getString(4));
                if (first.size() < FIRST) {
                    first.add(flight);
                }
                digest = digest.with(flight);
            }
            return new Part(first, digest);
        }
    }

    @Override
    public void close() {
        spark.stop();
    }
}
