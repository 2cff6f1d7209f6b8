package io.creditplatform.analytics.page;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Chromium, driven the way a reader does: it opens addresses, clicks, types and looks. */
final class Browser implements AutoCloseable {

    /** What to say where there is no browser. */
    static final String MISSING = "The page is not tested: expected chromium and chromedriver on the PATH,"
            + " as `apt-get install chromium chromium-driver` puts them there on Debian.";

    /** So high that all parts of a view are near. */
    private static final int HEIGHT = 12_000;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** The page is settled: nothing waits for an answer, and every chart is drawn. */
    private static final String SETTLED = """
            const done = arguments[0];
            const look = () => document.querySelector('h1') !== null
                && document.querySelector('[aria-busy]') === null
                && [...document.querySelectorAll('.chart')].every((chart) => chart.querySelector('canvas') !== null)
                ? done(true) : setTimeout(look, 20);
            look();
            """;

    /** Goes to a place of the page that is open, without asking for its files again. */
    private static final String GO = """
            const done = arguments[1];
            addEventListener('hashchange', () => done(true), { once: true });
            if (location.hash === arguments[0]) {
                dispatchEvent(new Event('hashchange'));
            } else {
                location.hash = arguments[0];
            }
            """;

    private static final String AXE = """
            const done = arguments[1];
            axe.run({ resultTypes: ['violations'], ...arguments[0] }).then(({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
                nodes.map(({ html }) => `${id}: ${help}: ${html}`)).join('\\n')));
            """;

    /** Says at each start that it knows nothing of this version's debugging protocol, which is not used. Held, so that it stays quiet. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private static final String AXE_ITSELF = read("/axe.min.js");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether this machine has one. */
    static boolean isThere() {
        return onPath("chromium").isPresent() && onPath("chromedriver").isPresent();
    }

    /** Starts a browser with an empty profile. */
    static Browser start() {
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logged = new LoggingPreferences();
        logged.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium").orElseThrow().toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logged);
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // it refuses to start as root otherwise, and it opens nothing but this project's page
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + temporaryFolder());
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        return new Browser(driver);
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String resource) {
        try (var text = Objects.requireNonNull(Browser.class.getResourceAsStream(resource))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the window a width, and the reader's system a theme. */
    void prefer(String theme, int width) {
        prefer(theme, width, HEIGHT);
    }

    /** Gives the window a width and a height, and the reader's system a theme. */
    void prefer(String theme, int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** Opens an address in an empty window, and waits until the page is settled. */
    void open(String address) {
        driver.get("about:blank");
        driver.get(address);
        settle();
    }

    /** Opens an address as somebody does who has never been here. */
    void openAnew(String address) {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        open(address);
    }

    /** Goes to an address as a link within the page would, and waits until the page is settled. */
    void go(String address) {
        int place = address.indexOf('#');
        if (place >= 0 && address().startsWith(address.substring(0, place))) {
            driver.executeAsyncScript(GO, address.substring(place));
            settle();
        } else {
            open(address);
        }
    }

    void reload() {
        driver.navigate().refresh();
        settle();
    }

    String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    String title() {
        return String.valueOf(driver.getTitle());
    }

    void settle() {
        driver.executeAsyncScript(SETTLED);
    }

    /** What a script in the page gives. */
    JsonNode ask(String script, Object... arguments) {
        Object answer = driver.executeScript(
                "return JSON.stringify((function () {" + script + "}).apply(null, arguments));", arguments);
        return JsonMapper.shared().readTree(String.valueOf(answer));
    }

    /** Runs a script in the page, and waits until the page is settled again. */
    void run(String script, Object... arguments) {
        driver.executeScript(script, arguments);
        settle();
    }

    /** Waits until a script in the page gives true. */
    void await(String condition) {
        awaitElsewhere(condition);
        settle();
    }

    /** Waits until a script gives true in what is not this project's page, and so is never settled. */
    void awaitElsewhere(String condition) {
        Awaitility.await(condition)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ask("return document.body !== null && (() => {" + condition + "})();")
                        .asBoolean());
    }

    /** Goes where a link in the page, or an address, leads, which need not be this project's page. */
    void leave(String script, Object... arguments) {
        driver.executeScript(script, arguments);
    }

    /** Types keys at what has the focus, such as a tab or a return. */
    void type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        settle();
    }

    /** Clicks into an element, at shares of its width and height from the left and the top. */
    void click(String selector, double fromLeft, double fromTop) {
        JsonNode place = ask(
                "const element = document.querySelector(arguments[0]); element.scrollIntoView({ block: 'center' });"
                        + " const { left, top, width, height } = element.getBoundingClientRect();"
                        + " return [left + width * arguments[1], top + height * arguments[2]];",
                selector,
                fromLeft,
                fromTop);
        for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            driver.executeCdpCommand(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            place.get(0).asDouble(),
                            "y",
                            place.get(1).asDouble(),
                            "button",
                            type.equals("mouseMoved") ? "none" : "left",
                            "clickCount",
                            1));
        }
    }

    /** Takes the network away, or gives it back. */
    void network(boolean isThere) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", !isThere, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** What a printer would get, as PDF; with {@code credit.screenshots} it is kept beside the pictures. */
    byte[] print(String name) {
        Map<String, Object> printed =
                driver.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true));
        byte[] pdf = Base64.getDecoder().decode(String.valueOf(printed.get("data")));
        keep(name + ".pdf", pdf);
        return pdf;
    }

    /** Shows the page as paper would have it, or as a screen. */
    void media(String media) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", media));
    }

    /** What the browser has complained about since it was last asked: errors of scripts, failed requests, breaches of the policy. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** What axe-core finds wrong for readers who do not use eyes or a mouse. */
    List<String> barriers() {
        return barriers(Map.of());
    }

    /** What one rule of axe-core finds wrong. */
    List<String> barriers(String rule) {
        return barriers(Map.of("runOnly", List.of(rule)));
    }

    private List<String> barriers(Map<String, Object> options) {
        if (!ask("return window.axe !== undefined;").asBoolean()) {
            driver.executeScript(AXE_ITSELF);
        }
        return String.valueOf(driver.executeAsyncScript(AXE, options)).lines().toList();
    }

    /** Writes what the whole page looks like to {@code target/screenshots}, if {@code credit.screenshots} asks for that. */
    void photograph(String name) {
        if (!Boolean.getBoolean("credit.screenshots")) {
            return;
        }
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", wholePage()));
        keep(name + ".png", Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
    }

    /** What the upper part of the page looks like, as PNG, so much smaller. */
    byte[] picture(int width, int height, double scale) {
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of("clip", Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", scale)));
        return Base64.getDecoder().decode(String.valueOf(picture.get("data")));
    }

    private static void keep(String file, byte[] content) {
        if (Boolean.getBoolean("credit.screenshots")) {
            try {
                Files.createDirectories(SCREENSHOTS);
                Files.write(SCREENSHOTS.resolve(file), content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Map<String, Object> wholePage() {
        JsonNode size =
                ask("const page = document.documentElement; return [page.clientWidth, document.body.offsetHeight];");
        return Map.of(
                "x",
                0,
                "y",
                0,
                "width",
                size.get(0).asInt(),
                "height",
                size.get(1).asInt(),
                "scale",
                1);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
