package io.wick.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.wick.Resources;
import io.wick.WickConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a configuration as the JSON file that {@link WickConfig#fromJson} reads. */
final class ConfigFile {
    private static final double THOUSANDTHS = 1000;

    private ConfigFile() {}

    static Path write(WickConfig config, Path file) {
        var json = new LinkedHashMap<String, Object>();
        json.put("addresses", config.addresses());
        json.put("port", config.port());
        json.put("bind", config.bind());
        var resources = new LinkedHashMap<String, Double>();
        config.resources()
                .amounts()
                .forEach((name, amount) -> resources.put(name, amount / THOUSANDTHS));
        if (config.gpusGiven()) {
            resources.putIfAbsent(Resources.GPU, 0.0);
        }
        json.put("resources", resources);
        json.put("devices", config.devices().name());
        json.put("attributes", config.attributes());
        json.put("storeBytes", config.storeBytes());
        Path spill = config.spillPath();
        if (spill != null) {
            json.put("spillPath", spill.toString());
            json.put("spillBytes", config.spillBytes());
        }
        json.put("maxObjectBytes", config.maxObjectBytes());
        json.put("inlineBytes", config.inlineBytes());
        json.put("maxPendingTasks", config.maxPendingTasks());
        json.put("application", config.application().stream().map(Path::toString).toList());
        json.put("failureDetection", config.failureDetection());
        json.put("majority", config.majority());
        return write(json, file);
    }

    private static Path write(Map<String, Object> json, Path file) {
        try {
            return Files.write(file, new ObjectMapper().writeValueAsBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of a node cannot be written", e);
        }
    }
}
