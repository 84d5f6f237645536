package io.lettergate.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.safehtml.Darkness.Rgb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DarknessTests {

    @Test
    void allWordsCanBeReadOnAllGrounds() {
        double lightestGround = 0;
        double darkestWords = 1;
        for (int colour = 0; colour < 4_096; colour++) {
            var rgb = new Rgb((colour >> 8) * 17, (colour >> 4 & 15) * 17, (colour & 15) * 17);
            lightestGround = Math.max(lightestGround, Darkness.ground(rgb).luminance());
            darkestWords = Math.min(darkestWords, Darkness.words(rgb).luminance());
        }

        assertThat((darkestWords + 0.05) / (lightestGround + 0.05)).isGreaterThan(4.5);
    }

    @Test
    void keepsTheOrderOfGrounds() {
        double paper = Darkness.ground(new Rgb(255, 255, 255)).luminance();
        double desk = Darkness.ground(new Rgb(230, 236, 233)).luminance();

        assertThat(desk).isGreaterThan(paper);
    }

    @Test
    void keepsTheHueOfWords() {
        var red = Darkness.words(new Rgb(176, 38, 30));

        assertThat(red.red()).isGreaterThan(red.green() + 30).isGreaterThan(red.blue() + 30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "color:#333;margin:0|color:light-dark\\(#333,#[0-9a-f]{6}\\);margin:0",
                "border:1px solid #cccccc|border:1px solid light-dark\\(#cccccc,#[0-9a-f]{6}\\)",
                "background:white no-repeat|background:light-dark\\(white,#[0-9a-f]{6}\\) no-repeat",
                "background-color:transparent|background-color:transparent",
                "color:inherit !important|color:inherit !important",
                "font-family:'black' , serif|font-family:'black' , serif",
                "width:100px|width:100px",
            })
    void givesEachColourASecondOne(String declarations, String both) {
        assertThat(Darkness.over(declarations)).matches(both);
    }
}
