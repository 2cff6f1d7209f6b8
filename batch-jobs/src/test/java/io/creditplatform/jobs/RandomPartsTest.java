package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.load.LoadReport;
import io.creditplatform.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of odd rows, cut and shared among workers at random: each load comes to what one reader would have made of it, to the
 * byte of what it refused. A failure names its seed.
 */
class RandomPartsTest {

    private static final long FIRST_SEED = Long.getLong("credit.seed", 1);
    private static final int FILES = Integer.getInteger("credit.files", 3);
    private static final int CUTS = 2;

    /** Rows of account managers' seniors; # stands for a key, of which there are few, so that they come again and again. */
    private static final List<String> ROWS = List.of(
            "#,plain,a@x.example\n",
            "#,plain,a@x.example\r\n",
            "#,other,b@x.example\r",
            "#,\"several\nlines, \"\"and\"\"\r\nmore\",a@x.example\n",
            "#,\"é😀\r\r\n橡\",a@x.example\r\n",
            "#,no address,none\n");

    private static final List<String> ODDITIES = List.of(
            "#,\"never closed,a@x.example\n",
            "#,\"closed\" too early,a@x.example\n",
            "#,in \"the\" middle,a@x.example\n",
            "#,\"over\nlines\" and on,a@x.example\r\n",
            "#,too few\n",
            "#,too,many,a@x.example\n",
            "\n",
            "\r\n",
            ",,\n",
            "\u0001\n",
            "  \t \n",
            "\u00a0,\ufeff,\n",
            "\"\",,\n",
            "\u001a\n",
            "\"",
            "\"\"",
            ",",
            "\r",
            "é",
            "😀",
            "\ufeff");

    private static final byte[][] BYTES = {{(byte) 0xE2}, {(byte) 0xF0, (byte) 0x9F}, {0}, {(byte) 0xFF}};

    @TempDir
    private static Path folder;

    private static DatabaseAddress before;

    /** Some keys are known already. */
    @BeforeAll
    static void loadBefore() throws IOException {
        before = TestDatabase.fresh(Database.POSTGRESQL);
        StringBuilder known = new StringBuilder("sam_id,sam_name,sam_email\n");
        for (int id = 1; id <= 20; id++) {
            known.append(id).append(",plain,a@x.example\n");
        }
        Path first = Files.createDirectories(folder.resolve("first"));
        Files.writeString(first.resolve("senior_account_managers.csv"), known);
        assertThat(load(before, Workers.NONE, first)).isInstanceOf(ImportOutcome.Published.class);
    }

    private static ImportOutcome load(DatabaseAddress address, Workers workers, Path extract) {
        return NightInParts.importer(address, workers)
                .run(new ImportRequest(extract, Set.of(), BigDecimal.ONE, null, false, false));
    }

    @Test
    void outcomeIsThatOfOneReader() throws IOException {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + FILES; seed++) {
            Random random = new Random(seed);
            Path extract = Files.createDirectories(folder.resolve("seed-" + seed));
            byte[] seniors = seniors(random);
            Files.write(extract.resolve("senior_account_managers.csv"), seniors);
            Files.write(extract.resolve("account_managers.csv"), managers(random));

            DatabaseAddress plain = TestDatabase.copy(before);
            ImportOutcome expected = load(plain, Workers.NONE, extract);
            for (int cut = 0; cut < CUTS; cut++) {
                long partBytes = 1L + random.nextInt(random.nextBoolean() ? 300 : seniors.length);
                String story = "seed " + seed + ", parts of " + partBytes + " bytes";
                DatabaseAddress cutUp = TestDatabase.copy(before);
                ImportOutcome outcome = load(cutUp, new Workers(1 + random.nextInt(4), partBytes), extract);
                assertThat(outcome.getClass()).as(story).isEqualTo(expected.getClass());
                assertSame(story, plain, expected.report(), cutUp, outcome.report());
                TestDatabase.remove(cutUp);
            }
            TestDatabase.remove(plain);
        }
    }

    private static void assertSame(
            String story, DatabaseAddress plain, LoadReport expected, DatabaseAddress cutUp, LoadReport found) {
        assertThat(refused(cutUp, found.loadId())).as(story).isEqualTo(refused(plain, expected.loadId()));
        assertThat(LoadedState.of(cutUp, found))
                .as(story)
                .usingRecursiveComparison()
                .isEqualTo(LoadedState.of(plain, expected));
        assertThat(TestDatabase.number(cutUp, "SELECT count(*) FROM load_parts"))
                .as(story)
                .isZero();
    }

    private static List<String> refused(DatabaseAddress address, long loadId) {
        return TestDatabase.query(address, jdbc -> jdbc.sql("SELECT feed || ' ' || line || ' ' || reasons || ' ' || raw"
                        + " FROM rejected_rows WHERE load_id = ? ORDER BY feed, line")
                .param(loadId)
                .query(String.class)
                .list());
    }

    private static byte[] seniors(Random random) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (random.nextBoolean()) {
            put(file, "\uFEFF");
        }
        put(file, random.nextBoolean() ? "sam_id,sam_name,sam_email\n" : "\"sam_id\",\"sam_name\",sam_email\r\n");
        int odd = random.nextInt(4); // of eight
        for (int i = 100 + random.nextInt(400); i > 0; i--) {
            boolean isOdd = random.nextInt(8) < odd;
            if (isOdd && random.nextInt(12) == 0) {
                file.writeBytes(BYTES[random.nextInt(BYTES.length)]);
            } else {
                List<String> from = isOdd ? ODDITIES : ROWS;
                put(file, from.get(random.nextInt(from.size())).replace("#", String.valueOf(1 + random.nextInt(60))));
            }
        }
        if (random.nextBoolean()) {
            put(file, "61,last,l@x.example");
        }
        if (random.nextInt(4) == 0) {
            put(file, "\r\n\u001A\n");
        }
        return file.toByteArray();
    }

    /** Some of whose seniors there are not. */
    private static byte[] managers(Random random) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        put(file, "am_id,am_name,am_email,sam_id\n");
        for (int i = random.nextInt(200); i > 0; i--) {
            String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
            String name = random.nextInt(4) == 0 ? "\"a\r\nb\"" : "a";
            put(file, 1 + random.nextInt(100) + "," + name + ",a@x.example," + (1 + random.nextInt(90)) + end);
        }
        return file.toByteArray();
    }

    private static void put(ByteArrayOutputStream file, String text) {
        file.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
