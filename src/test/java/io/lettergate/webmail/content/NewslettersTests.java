package io.lettergate.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.lettergate.Chromium;
import io.lettergate.Needs;
import io.lettergate.safehtml.MailHtml;
import io.lettergate.safehtml.Showing;
import io.lettergate.safehtml.Showing.Colours;
import io.lettergate.safehtml.Showing.Screen;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Ten newsletters as their senders made them, and as they are shown: the same on light paper, readable on a dark screen. */
@Needs(Needs.Need.CHROMIUM)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class NewslettersTests {

    /** Of all dots, by the width of the window: on a narrow one we make wide pictures fit, which their senders did not. */
    private static final Map<Integer, Double> MOST_DIFFERENT = Map.of(800, 0.04, 390, 0.25);

    /** Of one channel of one dot, of 255. */
    private static final int NOTICEABLE = 48;

    private static final double READABLE = 4.5;

    /** The lowest contrast of words with what lies behind them, and which words those are. */
    private static final String CONTRAST = """
            () => {
              const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
              const rgba = (colour) => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                return canvas.getImageData(0, 0, 1, 1).data;
              };
              const light = (c) => [0, 1, 2].map((i) => c[i] / 255)
                .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = (element) => {
                for (let at = element; at; at = at.parentElement) {
                  const colour = rgba(getComputedStyle(at).backgroundColor);
                  if (colour[3] > 0) return colour;
                }
                return rgba('white');
              };
              let worst = [21, ''];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const words = walker.currentNode.data.trim();
                const element = walker.currentNode.parentElement;
                if (!words || element.tagName === 'STYLE') continue;
                const a = light(rgba(getComputedStyle(element).color));
                const b = light(ground(element));
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < worst[0]) worst = [ratio, words];
              }
              return worst[0].toFixed(2) + ' ' + worst[1];
            }""";

    private final SpringTemplateEngine templates = new SpringTemplateEngine();
    private Chromium chromium;

    @BeforeAll
    void open() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        templates.setTemplateResolver(resolver);
        chromium = Chromium.open();
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void lookAsTheirSendersMadeThem() throws IOException {
        var different = new ArrayList<String>();
        for (int width : MOST_DIFFERENT.keySet()) {
            try (var context = context(width, ColorScheme.LIGHT)) {
                for (var file : newsletters()) {
                    var raw = Files.readString(file);
                    double share = share(picture(context, raw), picture(context, shown(raw)));
                    System.out.printf(
                            Locale.ROOT, "%s at %d: %.3f %% differ%n", file.getFileName(), width, share * 100);
                    if (share > MOST_DIFFERENT.getOrDefault(width, 0.0)) {
                        different.add(file.getFileName() + " at " + width + ": " + share);
                    }
                }
            }
        }

        assertThat(different).isEmpty();
    }

    @Test
    void areReadableOnADarkScreen() throws IOException {
        var unreadable = new ArrayList<String>();
        try (var context = context(800, ColorScheme.DARK)) {
            for (var file : newsletters()) {
                var page = context.newPage();
                page.setContent(shown(Files.readString(file)));
                var worst = String.valueOf(page.evaluate(CONTRAST));
                keep(page, file.getFileName() + "-dark");
                page.close();
                System.out.printf(Locale.ROOT, "%s on a dark screen: at least %s%n", file.getFileName(), worst);
                if (Double.parseDouble(worst.split(" ", 2)[0]) < READABLE) {
                    unreadable.add(file.getFileName() + ": " + worst);
                }
            }
        }

        assertThat(unreadable).isEmpty();
    }

    /** Else the comparison would find nothing either. */
    @Test
    @DisplayName("another newsletter is seen to be another")
    void seesADifference() throws IOException {
        var two = newsletters().subList(0, 2);
        try (var context = context(800, ColorScheme.LIGHT)) {
            var one = picture(context, Files.readString(two.getFirst()));
            var other = picture(context, Files.readString(two.getLast()));

            assertThat(share(one, other)).isGreaterThan(0.1);
        }
    }

    private BrowserContext context(int width, ColorScheme scheme) {
        return chromium.context(true, width, scheme, 60_000);
    }

    private String shown(String raw) {
        var html = MailHtml.sanitize(
                raw, new Showing(cid -> Optional.empty(), url -> Optional.empty(), Colours.ADAPTED, Screen.SYSTEM));
        return templates.process("message/body", new Context(Locale.ROOT, Map.of("html", html, "scheme", "system")));
    }

    private static BufferedImage picture(BrowserContext context, String document) throws IOException {
        var page = context.newPage();
        page.setContent(document);
        var png = page.screenshot();
        page.close();
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** For a person to look at, where somebody asks for that. */
    private static void keep(Page page, String name) {
        var folder = System.getProperty("lettergate.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }

    private static double share(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(one.getWidth());
        assertThat(other.getHeight()).isEqualTo(one.getHeight());
        long different = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                different += isNoticeable(one.getRGB(x, y), other.getRGB(x, y)) ? 1 : 0;
            }
        }
        return (double) different / one.getWidth() / one.getHeight();
    }

    private static boolean isNoticeable(int one, int other) {
        return Math.abs((one >> 16 & 255) - (other >> 16 & 255)) > NOTICEABLE
                || Math.abs((one >> 8 & 255) - (other >> 8 & 255)) > NOTICEABLE
                || Math.abs((one & 255) - (other & 255)) > NOTICEABLE;
    }

    private static List<Path> newsletters() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/newsletters"))) {
            var all = files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
            assertThat(all).hasSize(10);
            return all;
        }
    }
}
