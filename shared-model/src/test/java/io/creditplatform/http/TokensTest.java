package io.creditplatform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens are known again by what the file keeps of them. */
class TokensTest {

    /** SHA-256 of {@code abc}, from the standard itself. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("tokens"), content);
    }

    @Test
    void tokenIsFoundByItsHash() throws IOException {
        Tokens tokens = Tokens.read(
                file("# of readers\n\n  ada " + ABC + "  \nnight " + "0".repeat(64) + " jobs\n"), Tokens.Use.READ);
        assertThat(tokens.find("abc").orElseThrow().name()).isEqualTo("ada");
        assertThat(tokens.find("abc").orElseThrow().use()).isEqualTo(Tokens.Use.READ);
        assertThat(tokens.find("abd")).isEmpty();
        assertThat(tokens.shown("bearer  abc ")).isPresent();
        assertThat(List.of("Basic abc", "abc", "Bearer"))
                .allMatch(header -> tokens.shown(header).isEmpty());
        assertThat(tokens.shown(null)).isEmpty();
    }

    @Test
    void addedTokensStandOnLinesOfTheirOwnForTheOwnerAlone() throws IOException {
        Path file = folder.resolve("new");
        String reader = Tokens.add(file, "ada", Tokens.Use.READ);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, Files.readString(file).strip()); // as an editor leaves it that ends no last line
        String writer = Tokens.add(file, "night", Tokens.Use.JOBS);

        assertThat(Files.readString(file)).doesNotContain(reader).doesNotContain(writer);
        assertThat(Files.readAllLines(file)).hasSize(2);
        Tokens tokens = Tokens.read(file, Tokens.Use.JOBS);
        assertThat(tokens.find(reader).orElseThrow().use()).isEqualTo(Tokens.Use.READ);
        assertThat(tokens.find(writer).orElseThrow().name()).isEqualTo("night");
        assertThat(tokens.find(writer).orElseThrow().use()).isEqualTo(Tokens.Use.JOBS);
    }

    @Test
    void wrongLinesAreNamed() throws IOException {
        Path file = file("ada " + ABC + "\nada abc\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tokens.read(file, Tokens.Use.READ))
                .withMessage(file + ", line 2 is no token, expected a name, a blank and 64 hexadecimal digits."
                        + " `credit serve --new-token NAME --tokens FILE` adds one.");
        Path empty = file("# none\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tokens.read(empty, Tokens.Use.JOBS))
                .withMessage(empty + " holds no token. `credit run --new-token NAME --tokens FILE` adds one.");
    }
}
