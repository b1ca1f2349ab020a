package io.wick.internal.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.BadCell;
import io.wick.internal.format.BadLineLog;
import io.wick.internal.format.LineFiles;
import io.wick.internal.format.Lines;
import io.wick.internal.format.RowSlots;
import io.wick.internal.format.Slot;
import io.wick.pipeline.BadLine;
import io.wick.pipeline.BadLines;
import io.wick.pipeline.BatchConsumer;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The lines of a part of a file.
 *
 * @param file the absolute path, the same on all nodes
 * @param start the first byte of the first line
 * @param end the byte after the last one
 */
record JsonSplit(String file, long start, long end, BadLines badLines) implements Split {
    /** Lines are UTF-8, whatever their first bytes look like. */
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    @Override
    public void read(SplitContext context, BatchConsumer to) throws Exception {
        try (var log = new BadLineLog(badLines, context, file, start);
                InputStream in = LineFiles.open(file, start, end)) {
            new Reading(context, new RowSlots(context, to), log).readAll(new Lines(in));
            log.finish();
            context.countBytes(end - start);
        } catch (RowSlots.ConsumerFailure e) {
            throw e.failure();
        } catch (IOException e) {
            throw new PipelineException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String describe() {
        return Path.of(file).getFileName() + ", bytes " + start + " to " + end;
    }

    /** The split while it is read. */
    private final class Reading {
        private final RowSlots rows;
        private final BadLineLog log;
        private final Map<String, JsonValues> values = new HashMap<>();
        private long linesBefore = -1;

        Reading(SplitContext context, RowSlots rows, BadLineLog log) {
            this.rows = rows;
            this.log = log;
            Schema<?> schema = context.schema();
            Map<String, Type> types = new HashMap<>();
            for (RecordComponent component : schema.rowType().getRecordComponents()) {
                types.put(component.getName(), component.getGenericType());
            }
            for (Slot slot : rows.slots()) {
                String name = slot.field().name();
                Type type = types.getOrDefault(name, slot.field().javaType());
                values.put(name, new JsonValues(slot, type));
            }
        }

        void readAll(Lines lines) throws Exception {
            while (rows.wanted() && lines.next()) {
                if (!lines.isBlank()) {
                    readLine(lines);
                }
            }
            rows.flush();
        }

        private void readLine(Lines lines) throws Exception {
            rows.begin();
            try (JsonParser json = JSON.createParser(lines.bytes(), lines.from(), lines.length())) {
                readObject(json);
                rows.commit();
            } catch (BadCell e) {
                report(lines, e.column(), e.text(), e.problem());
            } catch (JsonProcessingException e) {
                report(lines, null, text(lines), "no JSON: " + e.getOriginalMessage());
            } catch (IOException e) {
                // the line is in memory: nothing but its bytes can be wrong
                report(lines, null, text(lines), "no UTF-8: " + e.getMessage());
            }
        }

        private void readObject(JsonParser json) throws IOException, BadCell {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new BadCell(null, null, "expected an object in braces");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                JsonValues value = values.get(json.currentName());
                json.nextToken();
                if (value == null) {
                    json.skipChildren();
                } else {
                    value.read(json);
                }
            }
            if (json.nextToken() != null) {
                throw new BadCell(null, null, "expected one object, got something after it");
            }
        }

        private void report(
                Lines lines, @Nullable String column, @Nullable String text, String problem)
                throws IOException {
            long number = 0;
            if (log.wantsPlaces()) {
                if (linesBefore < 0) {
                    linesBefore = start == 0 ? 0 : LineFiles.linesBefore(file, start);
                }
                number = linesBefore + lines.number();
            }
            String what = text == null ? text(lines) : text;
            log.add(new BadLine(file, number, column, what, problem));
        }

        private static String text(Lines lines) {
            return BadLineLog.shortened(
                    new String(
                            lines.bytes(), lines.from(), lines.length(), StandardCharsets.UTF_8));
        }
    }
}
