package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever rows, files and folders hold: nothing of it drives the terminal of those who look, and programs get it whole. */
class TerminalTest {

    /** Clears a screen in two ways, breaks the line, and turns the direction of what follows. */
    private static final String NASTY = "\u001B[2J\u009B2J\n\u202Egpj";

    private static final String SHOWN = "<U+001B>[2J<U+009B>2J<U+000A><U+202E>gpj";

    @TempDir
    private Path folder;

    private final CreditRunner credit = new CreditRunner(TestDatabase.fresh(Database.SQLITE));

    private Path extract() throws IOException {
        Path extract = Files.createDirectory(folder.resolve("extract" + NASTY));
        SampleData.write(extract.resolve("hens" + NASTY + ".csv"), "");
        SampleData.write(
                extract.resolve("senior_account_managers.csv"),
                "sam_id,sam_name,sam_email\n1,Ann,a@x.example\n2,\"B" + NASTY + "\",nobody\n3,c,\u001Bc\n");
        return extract;
    }

    private static void assertHarmless(String text) {
        assertThat(text.codePoints()
                        .filter(c -> (Character.isISOControl(c) && c != '\n') || c == 0x202E)
                        .mapToObj(Character::getName))
                .isEmpty();
    }

    @Test
    void importAndLoadsShowNamesInTheirLines() throws IOException {
        Path extract = extract();
        var failed = credit.importFolder(extract);
        assertThat(failed.exitCode()).isEqualTo(3);
        assertHarmless(failed.err());
        var missing = credit.importFolder(folder.resolve("nowhere" + NASTY));
        assertThat(missing.err())
                .isEqualTo("credit: There is no folder " + folder + "/nowhere" + SHOWN
                        + ", expected one with a CSV file per feed such as " + folder + "/nowhere" + SHOWN
                        + "/sellers.csv\n");
        var wrong = credit.run("loads", "--limit", NASTY);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertHarmless(wrong.err());
        assertThat(wrong.err()).contains("'" + SHOWN + "'");

        var loads = credit.run("loads");
        assertHarmless(loads.out());
        assertThat(loads.out().lines()).hasSize(2).first().asString().endsWith("/extract" + SHOWN);
    }

    /** A line of a message that holds a name must be whole, as it were with a name that does no harm. */
    @Test
    void optionsThatNameFilesAreShownInTheirLines() throws IOException {
        Path file = Files.writeString(folder.resolve("file" + NASTY), "a" + NASTY + "\nb = 1%\n");
        Path taken = folder.resolve("taken" + NASTY);
        Files.createDirectories(taken.resolve("b"));
        Path extract = folder.resolve("extract" + NASTY);
        assertThat(saidBy("check", "--out=" + file))
                .startsWith("credit: " + folder + "/file" + SHOWN + " is a file, expected");
        assertThat(saidBy("check", "--fail-on=info", "--thresholds=" + file))
                .startsWith("credit: " + folder + "/file" + SHOWN + ", line 1: got 'a<U+001B>[2J<U+009B>2J', expected");
        assertThat(saidBy("generate", taken.toString(), "--sellers=1", "--weeks=1"))
                .startsWith("credit: " + folder + "/taken" + SHOWN + " is not empty, expected");
        assertThat(saidBy("generate", extract.toString(), "--sellers=1", "--weeks=1", "--defects=1%"))
                .startsWith("What was planted is listed in " + folder + "/extract" + SHOWN + ".planted.csv. ");
        assertThat(saidBy("loads", "--limit=" + NASTY)).contains("'" + SHOWN + "'");
    }

    /** The first line of what a command says on stderr, none of which does harm. */
    private String saidBy(String... arguments) {
        String err = credit.run(arguments).err();
        assertHarmless(err);
        return err.lines().findFirst().orElse("");
    }

    @Test
    void jsonSaysTheSameWithoutTheCharacters() throws IOException {
        Path extract = extract();
        Path report = folder.resolve("report.json");
        credit.importFolder(extract, "--report", report.toString());
        String loads = credit.run("loads", "--json").out();
        assertHarmless(loads);
        assertHarmless(SampleData.read(report));
        JsonNode load = JsonMapper.shared().readTree(loads).get(0);
        assertThat(load.get("directory").asString()).isEqualTo(extract.toString());
        assertThat(JsonMapper.shared()
                        .readTree(SampleData.read(report))
                        .get("directory")
                        .asString())
                .isEqualTo(extract.toString());
    }

    @Test
    void rejectsAreWholeForProgramsAndVisibleForPeople() throws IOException {
        credit.importFolder(extract());
        String whole = credit.run("rejects").out();
        assertThat(whole).contains("2,\"B" + NASTY + "\",nobody,3,").contains("3,c,\u001Bc,5,");
        System.setProperty("credit.terminal.stdout", "true");
        try {
            String shown = credit.run("rejects").out();
            assertHarmless(shown);
            assertThat(shown.lines()).hasSize(3);
            assertThat(shown).contains("2,B" + SHOWN + ",nobody,3,").contains("3,c,<U+001B>c,5,");
        } finally {
            System.clearProperty("credit.terminal.stdout");
        }
    }
}
