package io.creditplatform.analytics.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An extract with more sellers than two pages of a list hold, all of whom owe something. */
final class ManySellers {

    /** Its name turns round what stands behind it, unless that is kept apart. */
    static final int TURNED = 101;

    /** Its name is markup, without a blank where a line could end. */
    static final int UNBROKEN = 102;

    /** What is in its wallet takes much room. */
    static final int RICH = 103;

    static final String TURNED_NAME = "Evil \u202Egnidart";

    static final String UNBROKEN_NAME = "<img/src=x/onerror=document.title=\"PWNED\">";

    private static final int FIRST = TURNED;

    private static final int MANY = 105;

    private ManySellers() {}

    static TestServer serve() {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        assertThat(new CreditRunner(address).importFolder(extract()).exitCode()).isZero();
        return TestServer.on(address);
    }

    private static Path extract() {
        try {
            Path extract = SampleData.copy(
                    "baseline",
                    Files.createTempDirectory(Path.of("target"), "page").resolve("many"));
            SampleData.append(
                    extract.resolve("sellers.csv"),
                    ids().map(id -> id + "," + name(id) + ",GCC,2024-02-19,2500,42," + wallet(id) + ",1,1")
                            .toArray(String[]::new));
            SampleData.append(
                    extract.resolve("credits.csv"),
                    ids().map(id -> id * 10 + "," + id + "," + id + ",2025-05-01 10:00:00,2025-07-01 10:00:00,Approved")
                            .toArray(String[]::new));
            return extract;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Integer> ids() {
        return IntStream.range(FIRST, FIRST + MANY).boxed();
    }

    private static String name(int id) {
        return switch (id) {
            case TURNED -> TURNED_NAME;
            case UNBROKEN -> "\"" + UNBROKEN_NAME.replace("\"", "\"\"") + "\"";
            default -> "Seller " + id;
        };
    }

    private static String wallet(int id) {
        return id == RICH ? "-129558.96" : "10.25";
    }
}
