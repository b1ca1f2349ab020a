package io.wick.internal.column;

import io.wick.column.Batch;
import io.wick.column.BatchBuilder;
import io.wick.column.Column;
import io.wick.column.Rows;
import io.wick.column.Schema;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A row with a column of most types, nulls among them. */
record Sale(
        int amount,
        Integer discount,
        Long id,
        Double price,
        Float weight,
        String shop,
        String city,
        LocalDate day,
        Boolean paid,
        Kind kind) {
    enum Kind {
        FOOD,
        TOOL,
        TOY
    }

    record Place(String shop, String city) {}

    static final Schema<Sale> SCHEMA = Schema.of(Sale.class);

    static List<Sale> random(long seed, int count) {
        Random random = new Random(seed);
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sales.add(
                    new Sale(
                            random.nextInt(-20, 20),
                            random.nextInt(6) == 0 ? null : random.nextInt(),
                            random.nextInt(6) == 0 ? null : random.nextLong(),
                            random.nextInt(6) == 0 ? null : random.nextInt(-9, 9) / 4.0,
                            random.nextInt(6) == 0 ? null : random.nextInt(-9, 9) / 4.0f,
                            random.nextInt(6) == 0 ? null : "shop " + random.nextInt(9),
                            random.nextInt(6) == 0 ? null : "city " + random.nextInt(4),
                            random.nextInt(6) == 0
                                    ? null
                                    : LocalDate.ofEpochDay(random.nextInt(-5, 5)),
                            random.nextInt(6) == 0 ? null : random.nextBoolean(),
                            random.nextInt(6) == 0
                                    ? null
                                    : Kind.values()[random.nextInt(Kind.values().length)]));
        }
        return sales;
    }

    /** The rows in batches of some sizes. */
    static List<Batch> batches(List<Sale> sales, Random random) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < sales.size(); ) {
            int to = Math.min(sales.size(), from + random.nextInt(1, 200));
            batches.add(batch(Sale.class, sales.subList(from, to)));
            from = to;
        }
        return batches;
    }

    static <T> Batch batch(Class<T> type, List<T> rows) {
        BatchBuilder builder = new BatchBuilder(Schema.of(type), 8);
        Rows.Writer<T> writer = Rows.of(type).writer(builder);
        rows.forEach(writer::add);
        return builder.build();
    }

    static <T> List<T> rows(Class<T> type, Batch batch) {
        Rows.Reader<T> reader = Rows.of(type).reader(batch);
        List<T> rows = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            rows.add(reader.get(i));
        }
        return rows;
    }

    /** A batch as what kernels take. */
    static RowSet rowSet(Batch batch) {
        return new RowSet() {
            @Override
            public int size() {
                return batch.rows();
            }

            @Override
            public Column column(int index) {
                return batch.column(index);
            }

            @Override
            public Object[] rows() {
                return Sale.rows(batch.schema().rowType(), batch).toArray();
            }
        };
    }
}
