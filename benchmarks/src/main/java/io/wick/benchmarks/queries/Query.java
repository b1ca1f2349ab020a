package io.wick.benchmarks.queries;

import java.util.List;

/** The five queries. */
enum Query {
    /** The classic aggregate, with exact quantiles (nearest rank). */
    DELAYS_BY_ORIGIN("Q1", "delays by origin: count, mean, p50, p95, p99") {
        @Override
        List<?> run(FlightQueries queries) throws Exception {
            return queries.delaysByOrigin();
        }
    },
    /** An inner join of a big and a small table, and an aggregate of it. */
    DELAYS_BY_STATE("Q2", "join with airports, mean delay by state") {
        @Override
        List<?> run(FlightQueries queries) throws Exception {
            return queries.delaysByState();
        }
    },
    /** An aggregate with a key of two columns, and the top of it. */
    BUSIEST_ROUTES("Q3", "top 20 routes by flights") {
        @Override
        List<?> run(FlightQueries queries) throws Exception {
            return queries.busiestRoutes();
        }
    },
    /** How many pairs there are. */
    DISTINCT_ROUTES("Q4", "distinct routes") {
        @Override
        List<?> run(FlightQueries queries) throws Exception {
            return List.of(queries.distinctRoutes());
        }
    },
    /** A sort of everything, by all columns. */
    SORTED("Q5", "sort all by five columns: first 1,000, checksum") {
        @Override
        List<?> run(FlightQueries queries) throws Exception {
            return queries.sorted().lines();
        }
    };

    private final String code;
    private final String title;

    Query(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** The answer of an engine: an object a row, whose text tells all of it. */
    abstract List<?> run(FlightQueries queries) throws Exception;

    /** Such as {@code Q1}. */
    String code() {
        return code;
    }

    @Override
    public String toString() {
        return code + " " + title;
    }
}
