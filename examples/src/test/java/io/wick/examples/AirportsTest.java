package io.wick.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wick.examples.Airports.Airport;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class AirportsTest {
    private static Airport at(double latitude, double longitude) {
        return new Airport("XXX", "name", "city", "ST", latitude, longitude);
    }

    @Test
    void when_two_airports_are_known_then_the_haversine_agrees_with_a_published_distance() {
        // given: BNA and LAX, the worked example of Rosetta Code: 2887.2599506 km at R = 6372.8 km
        double expected = 2887.2599506 / 6372.8 * 6371.0088 / 1.609344;

        // when
        double miles = Airports.miles(at(36.12, -86.67), at(33.94, -118.40));

        // then
        assertThat(miles).isCloseTo(expected, within(1e-6));
    }

    @Test
    void when_airports_are_a_quarter_of_the_globe_apart_then_so_is_the_distance() {
        double quarter = Math.PI / 2 * 6371.0088 / 1.609344;

        assertThat(Airports.miles(at(0, 0), at(90, 33))).isCloseTo(quarter, within(1e-9));
        assertThat(Airports.miles(at(0, 170), at(0, -100))).isCloseTo(quarter, within(1e-9));
        assertThat(Airports.miles(at(12, 34), at(12, 34))).isZero();
    }

    @Test
    void when_a_field_is_quoted_then_commas_and_quotes_in_it_are_kept() {
        assertThat(Airports.fields("DBN,\"W. H. \"\"Bud\"\" Barron, Jr\",Dublin,,1"))
                .containsExactly("DBN", "W. H. \"Bud\" Barron, Jr", "Dublin", "", "1");
    }

    @Test
    void when_the_file_is_read_then_all_airports_are_there() throws Exception {
        Airports airports = Airports.read(Path.of("data/airports.csv"));

        assertThat(airports.byCode()).hasSize(3376);
        assertThat(airports.find("ORD")).isNotNull();
        assertThat(airports.miles("JFK", "LAX")).isCloseTo(2475, within(10.0));
        assertThat(airports.miles("JFK", "???")).isNaN();
    }
}
