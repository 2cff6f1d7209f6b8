package io.creditplatform.ingest;

import static io.creditplatform.ingest.FeedFile.MANAGERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.creditplatform.feed.Feeds;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractTest {

    /** SHA-256 of no bytes at all, and of "abc" (FIPS 180-2). */
    private static final String SHA_256_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Extract read(String... feeds) {
        return Extract.read(folder, Set.of(feeds), warnings::add, () -> false);
    }

    @Test
    void takesEveryFileOfFeedInLoadOrder() throws IOException {
        file("credits.csv", "abc");
        file("sellers.csv", "");
        file("account_managers.csv", "abcdef");
        Extract extract = read();
        assertThat(extract.files())
                .extracting(ExtractFile::name)
                .containsExactly("account_managers.csv", "sellers.csv", "credits.csv");
        assertThat(extract.files()).extracting(ExtractFile::bytes).containsExactly(6L, 0L, 3L);
        assertThat(extract.files().get(1).sha256()).isEqualTo(SHA_256_OF_NOTHING);
        assertThat(extract.files().get(2).sha256()).isEqualTo(SHA_256_OF_ABC);
        assertThat(extract.bytes()).isEqualTo(9);
        assertThat(extract.directory()).isEqualTo(folder);
        assertThat(warnings).isEmpty();
    }

    @Test
    void takesWantedFeedsOnly() throws IOException {
        file("credits.csv", "abc");
        file("sellers.csv", "abc");
        assertThat(read("credits").files()).extracting(ExtractFile::name).containsExactly("credits.csv");
        assertThat(warnings).isEmpty();
    }

    @Test
    void failsWhereWantedFeedHasNoFile() throws IOException {
        file("sellers.csv", "abc");
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(() -> read("sellers", "credits"))
                .withMessage("There is no " + folder.resolve("credits.csv")
                        + ", expected the file of the feed credits. Have it delivered, or leave the feed out.")
                .matches(ExtractException::isMissing);
    }

    @Test
    void failsWhereThereIsNoFolder() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(() -> Extract.read(nowhere, Set.of(), warnings::add, () -> false))
                .withMessage("There is no folder " + nowhere + ", expected one with a CSV file per feed such as "
                        + nowhere.resolve("sellers.csv"))
                .matches(ExtractException::isMissing);
        Path file = file("sellers.csv", "abc");
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(() -> Extract.read(file, Set.of(), warnings::add, () -> false))
                .withMessage(file
                        + " is a file, expected a folder with a CSV file per feed. Name the folder that it lies in.")
                .matches(ExtractException::isMissing);
        Path zip = file("extract.ZIP", "abc");
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(() -> Extract.read(zip, Set.of(), warnings::add, () -> false))
                .withMessageEndingWith(" Unpack it, and name the folder with its files.");
        Path link = Files.createSymbolicLink(folder.resolve("link"), nowhere);
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(() -> Extract.read(link, Set.of(), warnings::add, () -> false))
                .withMessage(link + " is a link to what is not there, expected a folder with a CSV file per feed."
                        + " Name the folder itself.");
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(() -> Extract.read(circle, Set.of(), warnings::add, () -> false))
                .withMessage(circle + " is a link that leads in a circle, expected a folder with a CSV file per feed."
                        + " Name the folder itself.");
    }

    @Test
    void failsWhereNoFileBelongsToFeed() throws IOException {
        file("hens.csv", "abc");
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith("The folder " + folder + " holds no feed's file, expected one or more of"
                        + " exchange_rates.csv, senior_account_managers.csv, account_managers.csv, sellers.csv, ")
                .withMessageContaining("wallet_transactions.csv")
                .matches(ExtractException::isMissing);
    }

    @Test
    void namesTheFoldersThatAreThereInsteadOfFiles() throws IOException {
        Files.createDirectory(folder.resolve("2025-07-08"));
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(this::read)
                .withMessageContaining(
                        "wallet_transactions.csv. It holds 1 folder (2025-07-08); the files of an extract");
        for (String name : List.of("2025-07-07", "2025-07-10", "2025-07-09")) {
            Files.createDirectory(folder.resolve(name));
        }
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(this::read)
                .withMessageContaining(" holds no feed's file, expected one or more of exchange_rates.csv, ")
                .withMessageEndingWith(
                        "wallet_transactions.csv. It holds 4 folders (2025-07-07, 2025-07-08, 2025-07-09, …);"
                                + " the files of an extract lie in one folder, and not in folders below it.");
    }

    @Test
    void warnsOfFilesThatBelongToNoFeed() throws IOException {
        file("sellers.csv", "abc");
        file("sellers.csv.csv", "abc");
        file("leads.csv.csv.gz", "abc");
        file("seller.csv", "abc");
        file("hens.csv.gz", "abc");
        file("README.txt", "abc");
        file(".csv", "abc");
        assertThat(read().files()).hasSize(1);
        String end = " belongs to no feed and is left out; feeds are " + Feeds.names();
        assertThat(warnings)
                .containsExactly(
                        folder.resolve(".csv") + end,
                        folder.resolve("hens.csv.gz") + end,
                        folder.resolve("leads.csv.csv.gz") + near("leads"),
                        folder.resolve("seller.csv") + near("sellers"),
                        folder.resolve("sellers.csv.csv") + near("sellers"));
    }

    private static String near(String feed) {
        return " belongs to no feed and is left out; did you mean " + feed + ".csv?";
    }

    /** A name, and the feed that it may be meant for. */
    @ParameterizedTest
    @CsvSource({
        "SELLERS.CSV, sellers",
        "Sellers.csv, sellers",
        "sellers.CSV.GZ, sellers",
        "sellers.txt, sellers",
        "sellers.zip, sellers",
        "sellers.xlsx, sellers",
        "sellers, sellers",
        "sellers (1).csv, sellers",
        "sellers(12).csv.gz, sellers",
        "sellers-copy.csv, sellers",
        "sellers - Copy (2).csv, sellers",
        "Copy of sellers.csv, sellers",
        "sellers_1.csv, sellers",
        "sellers-2025-10-01.csv, sellers",
        "20251001_sellers.csv, sellers",
        "sellers.csv.1, sellers",
        "sellers.csv~, sellers",
        "sellers.csv.bak, sellers",
        "seller.csv, sellers",
        "seller, sellers",
        "selers.csv, sellers",
        "wallettransactions.csv, wallet_transactions",
        "Wallet Transactions.csv, wallet_transactions",
        "wallet-transaction.csv, wallet_transactions",
        "credit_history.csv, credit_histories",
        "credit.txt, credits",
        "chats.csv, ",
        "senior_account_manager.csv, senior_account_managers",
        "account_manager.csv, account_managers",
        "exchange_rate.csv, exchange_rates",
        "sellers.csv.bz2, sellers",
        "leads.csv.lz4, leads",
        "leads.csv.Z, leads",
        "Lead.csv.7z, leads",
        "invoice_items.csv.gpg, invoice_items",
        "invoices.json, invoices",
        "seller.parquet, sellers",
        "wallet_transactions.parquet, wallet_transactions",
        "wallet transactions 2025.10.01.feather, wallet_transactions",
        "sellers_final.ndjson, sellers",
        "senior-account-managers-v2.db, senior_account_managers",
        "credit_histories.csv_old, credit_histories",
        "credit.csv.lz4, credits",
        "exchange_rates.csv#, exchange_rates",
        "hens.csv.bz2, ",
    })
    void namesFeedThatFileMayBeMeantFor(String name, @Nullable String feed) throws IOException {
        file("credits.csv", "abc");
        Path path = file(name, "abc");
        assertThat(read().files()).hasSize(1);
        assertThat(warnings)
                .containsExactly(path
                        + (feed == null
                                ? " belongs to no feed and is left out; feeds are " + Feeds.names()
                                : near(feed)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sellers.csv.part",
                "sellers.csv.filepart",
                "sellers.csv.gz.tmp",
                "SELLERS.csv.crdownload",
                "sellers.part",
                "sellers.csv.tmp.2",
                ".sellers.csv.x7Gq2L"
            })
    void saysThatFileLooksUnfinished(String name) throws IOException {
        file("credits.csv", "abc");
        Path path = file(name, "abc");
        read();
        assertThat(warnings)
                .containsExactly(path + near("sellers")
                        + " It looks unfinished: wait until it has arrived whole, under that name.");
    }

    @Test
    void saysNothingOfWhatStandsBesideFilesOnPurpose() throws IOException {
        Path sellers = file("sellers.csv", "abc");
        for (String name : List.of(
                "sellers.csv.sha256",
                "sellers.csv.md5",
                "sellers.csv.asc",
                "sellers.csv.bz2.sig",
                "hens.csv.SHA512",
                ".sellers.csv.swp",
                "README.txt",
                "sellers-readme.txt",
                "leads.md",
                "credit",
                "credit.db",
                "credit.db-wal",
                "credit.db.lock",
                "credit.yaml",
                "leadership.txt",
                "_SUCCESS",
                "defects.json",
                "loads.txt",
                ".DS_Store",
                "report.json")) {
            file(name, "abc");
        }
        Files.createDirectory(folder.resolve("archive"));
        Files.createSymbolicLink(folder.resolve("Sellers.csv"), sellers);
        assertThat(read().files()).hasSize(1);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sellers, sellers", "Leads.parquet, leads", "invoices.csv.d, invoices", "hens.csv, "})
    void namesFeedThatFolderMayBeMeantFor(String name, @Nullable String feed) throws IOException {
        file("credits.csv", "abc");
        Path path = Files.createDirectory(folder.resolve(name));
        assertThat(read().files()).hasSize(1);
        assertThat(warnings)
                .containsExactly(path + " is a folder and is left out; "
                        + (feed == null ? "feeds are " + Feeds.names() : "did you mean " + feed + ".csv?"));
    }

    /** Nothing of a name reaches a terminal as it is, and each message stays in its line. */
    @Test
    void showsNamesThatHoldAnything() throws IOException {
        folder = Files.createDirectory(folder.resolve("a\nb\u001B[2J\u202E"));
        file("hens\r\u0007.csv", "abc");
        Files.createSymbolicLink(folder.resolve("sellers.csv"), folder.resolve("nowhere"));
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(this::read)
                .withMessageEndingWith("/a<U+000A>b<U+001B>[2J<U+202E>/sellers.csv: it is a link to what is not there."
                        + " Have it delivered again.");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("/a<U+000A>b<U+001B>[2J<U+202E>/hens<U+000D><U+0007>.csv ");
    }

    @Test
    void takesCompressedFileForPlainOne() throws IOException {
        Path path = folder.resolve("sellers.csv.gz");
        Files.write(path, FeedFile.gzip("abc"));
        ExtractFile file = read().files().get(0);
        assertThat(file.name()).isEqualTo("sellers.csv.gz");
        assertThat(file.feed().name()).isEqualTo("sellers");
        assertThat(file.bytes()).as("as delivered, not as decompressed").isEqualTo(Files.size(path));
        assertThat(file.sha256()).isNotEqualTo(SHA_256_OF_ABC).hasSize(64);
        assertThat(warnings).isEmpty();
    }

    @Test
    void failsWherePlainAndCompressedFileAreThere() throws IOException {
        Path plain = file("sellers.csv", "abc");
        Path compressed = folder.resolve("sellers.csv.gz");
        Files.write(compressed, FeedFile.gzip("abc"));
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(this::read)
                .withMessage("Both " + plain + " and " + compressed
                        + " are there, expected one of them. Remove the one that is not meant.")
                .matches(e -> !e.isMissing());
    }

    @Test
    void failsOnFolderInPlaceOfFile() throws IOException {
        Path path = Files.createDirectory(folder.resolve("sellers.csv"));
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(this::read)
                .withMessage(path + " is a folder, expected a file. Remove it, or put the file in its place.")
                .matches(e -> !e.isMissing());
    }

    @Test
    void saysOfAllFilesThatCannotBeReadWhy() throws IOException {
        Path sellers = Files.createDirectory(folder.resolve("sellers.csv"));
        Path leads = Files.createSymbolicLink(folder.resolve("leads.csv"), folder.resolve("nowhere"));
        file("credits.csv", "abc");
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(this::read)
                .withMessage(sellers + " is a folder, expected a file. Remove it, or put the file in its place."
                        + System.lineSeparator() + "Cannot read " + leads
                        + ": it is a link to what is not there. Have it delivered again.");
    }

    @Test
    void failsOnLinkThatLeadsNowhere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("sellers.csv"), folder.resolve("nowhere"));
        file("credits.csv", "abc");
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(this::read)
                .withMessage("Cannot read " + link + ": it is a link to what is not there. Have it delivered again.");
    }

    @Test
    void failsOnLinksThatLeadInCircle() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("sellers.csv"), Path.of("other"));
        Files.createSymbolicLink(folder.resolve("other"), Path.of("sellers.csv"));
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(this::read)
                .withMessage("Cannot read " + link + ": its links lead in a circle. Put the file in its place.");
    }

    /** To open one would wait for ever, deaf to signals. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(60)
    void refusesNamedPipesWithoutOpeningThem(boolean behindLink) throws Exception {
        Path pipe = folder.resolve(behindLink ? "pipe" : "sellers.csv");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path file = behindLink ? Files.createSymbolicLink(folder.resolve("sellers.csv"), pipe) : pipe;
        file("credits.csv", "abc");
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(this::read)
                .withMessage(file + " is a named pipe, expected a file. Put the file in its place.")
                .matches(e -> !e.isMissing());
    }

    @Test
    void refusesDevicesAndSockets() throws IOException {
        assumeThat(Path.of("/dev/zero")).exists();
        Path device = Files.createSymbolicLink(folder.resolve("sellers.csv"), Path.of("/dev/zero"));
        Path socket = folder.resolve("credits.csv.gz");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            assertThatExceptionOfType(ExtractException.class)
                    .isThrownBy(this::read)
                    .withMessage(device + " is a device, expected a file. Put the file in its place."
                            + System.lineSeparator() + socket
                            + " is a socket, expected a file. Put the file in its place.");
        }
    }

    /** A file that is swapped for a pipe after its digest was taken is refused when it is opened. */
    @Test
    @Timeout(60)
    void refusesPipeThatTookTheFilesPlace() throws Exception {
        ExtractFile file = ExtractFile.of(MANAGERS, file("senior_account_managers.csv", "abc"));
        Files.delete(file.path());
        assumeThat(new ProcessBuilder("mkfifo", file.path().toString()).start().waitFor())
                .isZero();
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(() -> new RowReader(file, warnings::add))
                .withMessage(file.path() + " is a named pipe, expected a file. Put the file in its place.");
    }

    @Test
    void failsOnCompressedFileThatIsEmpty() throws IOException {
        Path path = file("sellers.csv.gz", "");
        ExtractFile empty = read().files().get(0);
        assertThatExceptionOfType(ExtractException.class)
                .isThrownBy(() -> new RowReader(empty, warnings::add))
                .withMessage(path + " is cut short after 0 bytes, within the header of a gzip member."
                        + " Have it delivered again.");
    }

    @Test
    void sameContentHasSameDigestWhereverItLies() throws IOException {
        file("sellers.csv", "abc");
        file("credits.csv", "");
        String digest = read().contentSha256();
        assertThat(digest).matches("[0-9a-f]{64}");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("credits.csv"), "");
        Files.writeString(other.resolve("sellers.csv"), "abc");
        Files.writeString(other.resolve("notes.txt"), "not part of it");
        assertThat(Extract.read(other, Set.of(), warnings::add, () -> false).contentSha256())
                .isEqualTo(digest);
        assertThat(read("sellers").contentSha256()).isNotEqualTo(digest);
        Files.writeString(other.resolve("credits.csv"), "abc");
        Files.writeString(other.resolve("sellers.csv"), "");
        assertThat(Extract.read(other, Set.of(), warnings::add, () -> false).contentSha256())
                .as("same files of other feeds")
                .isNotEqualTo(digest);
    }

    @Test
    void readsFileOfAnySizeForItsDigest() throws IOException {
        // A million times "a" (FIPS 180-2).
        Path path = file("senior_account_managers.csv", "a".repeat(1_000_000));
        assertThat(ExtractFile.of(MANAGERS, path))
                .isEqualTo(new ExtractFile(
                        MANAGERS,
                        path,
                        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
                        0x436fe240L,
                        1_000_000,
                        PlainFile.Opening.PLAIN,
                        List.of(FilePart.whole(
                                1_000_000,
                                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
                                0x436fe240L))));
    }
}
