package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damage that only some commands come across is found by one that looks for it. */
class DamageTest {

    private static final int PAGE = 16 * 1024;

    private static CreditRunner loaded(Database database) {
        return new CreditRunner(TestDatabase.baseline(database));
    }

    @ParameterizedTest
    @EnumSource
    void wholeDatabaseIsSaidToBeWhole(Database database) {
        CreditRunner credit = loaded(database);
        CreditRunner.Result status = credit.run("db", "status", "--check");
        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out()).containsPattern("(?m)^damage    none found$");
        assertThat(credit.run("db", "status").out()).doesNotContain("damage");
    }

    @Test
    void damagedPageIsFound() throws IOException {
        CreditRunner credit = loaded(Database.SQLITE);
        DatabaseAddress address = credit.address();
        String message = TestDatabase.query(address, jdbc -> jdbc.sql("SELECT message FROM credit_chat LIMIT 1")
                .query(String.class)
                .single());
        Path file = Objects.requireNonNull(address.file());
        byte[] bytes = Files.readAllBytes(file);
        int place = new String(bytes, StandardCharsets.ISO_8859_1)
                .indexOf(new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        Arrays.fill(bytes, place / PAGE * PAGE, place / PAGE * PAGE + 512, (byte) 0);
        Files.write(file, bytes);
        assertThat(credit.run("loads").exitCode()).isZero();

        CreditRunner.Result status = credit.run("db", "status", "--check");

        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).containsPattern("(?m)^damage    .*(page|btree|malformed)");
        assertThat(status.err())
                .isEqualTo("credit: " + address
                        + " is damaged, see above. Check its disk, then bring back a backup or load"
                        + " into a new database.\n");
        assertThat(credit.run("db", "verify").err()).contains("See by `credit db status --check` how much");
    }

    @Test
    void whatAServerKnowsToBeUnfitIsFound() {
        CreditRunner credit = loaded(Database.POSTGRESQL);
        TestDatabase.execute(
                credit.address(),
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'credits_seller'::regclass");
        CreditRunner.Result status = credit.run("db", "status", "--check");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).containsPattern("(?m)^damage    the index credits_seller is not valid$");
    }
}
