package io.wick.benchmarks.queries;

import static com.hazelcast.jet.aggregate.AggregateOperations.allOf;
import static com.hazelcast.jet.aggregate.AggregateOperations.averagingLong;
import static com.hazelcast.jet.aggregate.AggregateOperations.counting;
import static com.hazelcast.jet.aggregate.AggregateOperations.topN;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.aggregate.AggregateOperation;
import com.hazelcast.jet.aggregate.AggregateOperation1;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.pipeline.BatchSource;
import com.hazelcast.jet.pipeline.BatchStage;
import com.hazelcast.jet.pipeline.JoinClause;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import com.hazelcast.jet.pipeline.Sinks;
import com.hazelcast.jet.pipeline.SourceBuilder;

import io.wick.benchmarks.Nodes;
import io.wick.benchmarks.queries.FlightFile.Delay;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jet on one member with two threads; its Parquet source reads row groups in two processors. */
final class JetQueries implements FlightQueries {
    private static final String ANSWER = "answer";

    private final HazelcastInstance instance;
    private final String flights;
    private final String airports;

    JetQueries(Path flights, Path airports) {
        this.flights = flights.toString(); // functions of Jet are serialisable, a Path is not
        this.airports = airports.toString();
        var config = new Config();
        config.setProperty("hazelcast.logging.type", "none")
                .setProperty("hazelcast.phone.home.enabled", "false");
        config.getJetConfig().setEnabled(true).setCooperativeThreadCount(Nodes.CPUS);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        instance = Hazelcast.newHazelcastInstance(config);
    }

    @Override
    public List<AirportDelays> delaysByOrigin() {
        var pipeline = Pipeline.create();
        pipeline.readFrom(rows(flights, FlightFile.DELAYS))
                .groupingKey(Delay::origin)
                .aggregate(delayList())
                .map(entry -> entry.getValue().summary(entry.getKey()))
                .writeTo(Sinks.list(ANSWER));
        List<AirportDelays> answer = run(pipeline);
        answer.sort(AirportDelays.ORDER);
        return answer;
    }

    private static AggregateOperation1<Delay, DelayList, DelayList> delayList() {
        return AggregateOperation.withCreate(DelayList::new)
                .<Delay>andAccumulate((list, delay) -> list.add(delay.minutes()))
                .andCombine(DelayList::addAll)
                .andExportFinish(list -> list);
    }

    @Override
    public List<StateDelays> delaysByState() {
        var pipeline = Pipeline.create();
        BatchStage<Map.Entry<String, String>> states = pipeline.readFrom(states(airports));
        pipeline.readFrom(rows(flights, FlightFile.DELAYS))
                .innerHashJoin(
                        states,
                        JoinClause.joinMapEntries(Delay::origin),
                        (delay, state) -> Map.entry(state, (long) delay.minutes()))
                .groupingKey(Map.Entry::getKey)
                .aggregate(allOf(counting(), averagingLong(Map.Entry<String, Long>::getValue)))
                .map(
                        entry ->
                                new StateDelays(
                                        entry.getKey(),
                                        entry.getValue().f0(),
                                        entry.getValue().f1()))
                .writeTo(Sinks.list(ANSWER));
        List<StateDelays> answer = run(pipeline);
        answer.sort(StateDelays.ORDER);
        return answer;
    }

    @Override
    public List<RouteFlights> busiestRoutes() {
        var pipeline = Pipeline.create();
        pipeline.readFrom(rows(flights, FlightFile.ROUTES))
                .groupingKey(route -> route)
                .aggregate(counting())
                .map(
                        entry ->
                                new RouteFlights(
                                        entry.getKey().origin(),
                                        entry.getKey().destination(),
                                        entry.getValue()))
                .aggregate(topN(TOP, (one, other) -> RouteFlights.ORDER.compare(other, one)))
                .writeTo(Sinks.list(ANSWER));
        return this.<List<RouteFlights>>run(pipeline).getFirst();
    }

    @Override
    public long distinctRoutes() {
        var pipeline = Pipeline.create();
        pipeline.readFrom(rows(flights, FlightFile.ROUTES))
                .distinct()
                .aggregate(counting())
                .writeTo(Sinks.list(ANSWER));
        return this.<Long>run(pipeline).getFirst();
    }

    @Override
    public SortedFlights sorted() {
        var pipeline = Pipeline.create();
        pipeline.readFrom(rows(flights, FlightFile.FLIGHTS))
                .sort((one, other) -> Flight.LATEST_FIRST.compare(one, other))
                .writeTo(digest());
        return this.<SortedFlights>run(pipeline).getFirst();
    }

    @Override
    public void close() {
        instance.shutdown();
    }

    private <T> List<T> run(Pipeline pipeline) {
        instance.getJet().newJob(pipeline).join();
        var list = instance.<T>getList(ANSWER);
        var answer = new ArrayList<T>(list);
        list.destroy();
        return answer;
    }

    private static <T> BatchSource<T> rows(String path, FlightFile.Columns<T> columns) {
        return SourceBuilder.batch("flights", context -> new RowGroups<>(context, path, columns))
                .<T>fillBufferFn(RowGroups::fill)
                .destroyFn(RowGroups::close)
                .distributed(Nodes.CPUS)
                .build();
    }

    private static BatchSource<Map.Entry<String, String>> states(String path) {
        return SourceBuilder.batch("airports", _ -> AirportFile.states(Path.of(path)))
                .<Map.Entry<String, String>>fillBufferFn(
                        (states, buffer) -> {
                            states.forEach((code, state) -> buffer.add(Map.entry(code, state)));
                            buffer.close();
                        })
                .build();
    }

    private static Sink<Flight> digest() {
        return SinkBuilder.sinkBuilder("digest", Digesting::new)
                .<Flight>receiveFn(Digesting::add)
                .destroyFn(Digesting::finish)
                .preferredLocalParallelism(1)
                .build();
    }

    /** What one processor reads: its share of the row groups, one after the other. */
    private static final class RowGroups<T> {
        /** Rows that are handed over at a time. */
        private static final int BATCH = 1024;

        private final Path path;
        private final FlightFile.Columns<T> columns;
        private final int step;
        private final int count;
        private int next;
        private @Nullable FlightFile<T> rows;

        RowGroups(Processor.Context context, String path, FlightFile.Columns<T> columns)
                throws Exception {
            this.path = Path.of(path);
            this.columns = columns;
            step = context.totalParallelism();
            next = context.globalProcessorIndex();
            count = FlightFile.rowGroups(this.path).size();
        }

        void fill(SourceBuilder.SourceBuffer<T> buffer) throws Exception {
            if (rows == null) {
                if (next >= count) {
                    buffer.close();
                    return;
                }
                rows = FlightFile.open(path, FlightFile.rowGroups(path).get(next), columns);
                next += step;
            }
            for (int i = 0; i < BATCH && rows.hasNext(); i++) {
                buffer.add(rows.next());
            }
            if (!rows.hasNext()) {
                close();
            }
        }

        void close() {
            if (rows != null) {
                rows.close();
                rows = null;
            }
        }
    }

    /** What the sink knows of the sorted flights so far. */
    private static final class Digesting {
        private final HazelcastInstance instance;
        private final List<Flight> first = new ArrayList<>();
        private OrderDigest digest = OrderDigest.NONE;

        Digesting(Processor.Context context) {
            instance = context.hazelcastInstance();
        }

        void add(Flight flight) {
            if (first.size() < FIRST) {
                first.add(flight);
            }
            digest = digest.with(flight);
        }

        void finish() {
            instance.getList(ANSWER)
                    .add(new SortedFlights(first, digest.flights(), digest.checksum()));
        }
    }
}
