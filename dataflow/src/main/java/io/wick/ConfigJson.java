package io.wick;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.wick.error.ConfigException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads {@link WickConfig} from JSON and words its errors. */
final class ConfigJson {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .build();

    private ConfigJson() {}

    static WickConfig read(Path file) {
        try {
            WickConfig config = MAPPER.readValue(file.toFile(), WickConfig.class);
            if (config == null) {
                throw new ConfigException(file + ": expected a JSON object, got null");
            }
            return config;
        } catch (UnrecognizedPropertyException e) {
            List<Object> known = List.copyOf(e.getKnownPropertyIds());
            throw new ConfigException(
                    file
                            + ": unknown configuration key '"
                            + e.getPropertyName()
                            + "'"
                            + at(e)
                            + ". Known keys: "
                            + known.stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    e);
        } catch (JsonMappingException e) {
            throw new ConfigException(file + ": " + worded(e) + at(e) + ": " + problem(e), e);
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    file + ": not JSON" + at(e) + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e, e);
        }
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }

    private static String worded(JsonMappingException e) {
        String key = e.getPath().stream().map(ConfigJson::step).collect(Collectors.joining("."));
        return key.isEmpty()
                ? "expected one JSON object"
                : "wrong value for configuration key '" + key + "'";
    }

    private static String step(JsonMappingException.Reference step) {
        return step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName();
    }

    private static String problem(JsonMappingException e) {
        return e.getCause() instanceof ConfigException cause
                ? String.valueOf(cause.getMessage())
                : e.getOriginalMessage();
    }
}
