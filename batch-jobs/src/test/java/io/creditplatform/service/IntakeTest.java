package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of deliveries, one look after the other. */
class IntakeTest {

    @TempDir
    private Path home;

    private ServedInbox inbox;

    @BeforeEach
    void makeInbox() {
        inbox = new ServedInbox(home, TestDatabase.fresh(Database.SQLITE));
    }

    @ParameterizedTest
    @EnumSource
    void loadsOldestFirstAndPutsAway(Database database) throws IOException {
        inbox = new ServedInbox(home, TestDatabase.fresh(database));
        inbox.deliver("next-day", "2025-07-08");
        inbox.deliver("baseline", "2025-07-07");
        inbox.deliver("broken", "2025-07-09");
        assertThat(inbox.watch().look()).isTrue();

        assertThat(ServedInbox.names(inbox.folder)).isEmpty();
        assertThat(ServedInbox.names(inbox.archive))
                .containsExactly(
                        "2025-07-07",
                        "2025-07-07.log",
                        "2025-07-07.report.json",
                        "2025-07-08",
                        "2025-07-08.log",
                        "2025-07-08.report.json");
        assertThat(ServedInbox.names(inbox.failed))
                .containsExactly("2025-07-09", "2025-07-09.log", "2025-07-09.reason.txt", "2025-07-09.report.json");
        assertThat(ServedInbox.names(inbox.archive.resolve("2025-07-07")))
                .containsAll(SampleData.names("baseline"))
                .contains("_SUCCESS");
        var report = JsonMapper.shared().readTree(Files.readString(inbox.archive.resolve("2025-07-08.report.json")));
        assertThat(report.path("load_id").asInt()).isEqualTo(2);
        assertThat(report.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(report.path("directory").asString()).endsWith("inbox/2025-07-08");
        assertThat(Files.readString(inbox.failed.resolve("2025-07-09.reason.txt")))
                .startsWith("Nothing was published, since too many rows were rejected")
                .contains(" a corrected extract, or allow more with load.max-reject-rate.")
                .endsWith("To have it tried again, move it back into " + inbox.folder + ".\n");
        assertThat(Files.readAllLines(inbox.archive.resolve("2025-07-07.log")))
                .hasSize(4)
                .element(1)
                .asString()
                .endsWith(" load 1 is published: 1,400 read, 1,400 inserted, 0 updated, 0 rejected");
        assertThat(inbox.said())
                .hasSize(3)
                .first()
                .isEqualTo("Load 1 of 2025-07-07 is published: 1,400 read, 1,400 inserted, 0 updated, 0 rejected.");
        assertThat(inbox.number("SELECT count(*) FROM loads WHERE status = 'COMPLETED'"))
                .isEqualTo(2);
        assertThat(inbox.number("SELECT count(*) FROM loads WHERE status = 'FAILED'"))
                .isEqualTo(1);
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said()).isEmpty();
    }

    /** The name is free again once it is put away, and what was put away under it stays. */
    @Test
    void sameContentAgainIsPutAwayUnloaded() throws IOException {
        inbox.deliver("baseline", "today");
        assertThat(inbox.watch().look()).isTrue();
        inbox.deliver("baseline", "today");
        inbox.said();
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said()).containsExactly("today holds what load 1 loaded already.");
        assertThat(inbox.number("SELECT count(*) FROM loads")).isEqualTo(1);
        assertThat(ServedInbox.names(inbox.archive))
                .containsExactly(
                        "today", "today.log", "today.report.json", "today~2", "today~2.log", "today~2.reason.txt");
        assertThat(inbox.archive.resolve("today~2.reason.txt")).hasContent("Its content was loaded before, as load 1.");
    }

    /** It is not tried again by itself, but when somebody has moved it back, corrected or not. */
    @Test
    void whatFailedIsTriedAgainWhenItIsMovedBack() throws IOException {
        Path delivered = inbox.deliver("baseline", "today");
        Path sellers = delivered.resolve("sellers.csv");
        String text = Files.readString(sellers);
        Files.writeString(sellers, text.replace("seller_name", "vendor_name"));
        Files.setLastModifiedTime(delivered.resolve("_SUCCESS"), Files.getLastModifiedTime(sellers));
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said())
                .singleElement()
                .asString()
                .startsWith("credit: today could not be loaded. ")
                .contains("seller_name");
        assertThat(inbox.events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Event.Kind.FAILED);
            assertThat(event.about()).isEqualTo("load 1 of today");
            assertThat(event.reasons()).singleElement().asString().contains("seller_name");
            assertThat(event.nextStep())
                    .isEqualTo(
                            "It is moved to " + inbox.failed + ". Have it corrected, and move it back into the inbox.");
        });
        Path put = inbox.failed.resolve("today");
        assertThat(put).isDirectory();

        Files.move(put, delivered);
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said()).hasSize(1);
        assertThat(ServedInbox.names(inbox.failed)).contains("today~2");
        assertThat(inbox.events).extracting(Event::key).hasSize(2).doesNotHaveDuplicates();

        Files.move(inbox.failed.resolve("today~2"), delivered);
        Files.writeString(sellers, text);
        Files.setLastModifiedTime(delivered.resolve("_SUCCESS"), Files.getLastModifiedTime(sellers));
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said()).singleElement().asString().contains("is published: 1,400 read");
        assertThat(ServedInbox.names(inbox.archive)).contains("today");
    }

    /** What came behind the marker was not loaded, so it must not be put away as if it were. */
    @Test
    void whatGrowsWhileItIsLoadedStaysAndIsLoadedAnew() throws IOException {
        Path delivered = inbox.deliver("baseline", "today");
        AtomicInteger steps = new AtomicInteger();
        inbox.between(() -> {
            if (steps.incrementAndGet() == 2) { // the load is published
                String credits =
                        SampleData.read(delivered.resolve("credits.csv")).stripTrailing();
                SampleData.write(delivered.resolve("credits.csv"), credits.substring(0, credits.lastIndexOf('\n') + 1));
            }
        });
        inbox.watch().look();
        assertThat(inbox.said())
                .contains("today was changed while it was loaded; it stays, and is looked at as a new one.");
        assertThat(delivered).isDirectory();
        assertThat(ServedInbox.names(inbox.archive)).containsExactly("today.log", "today.report.json");

        inbox.between(() -> {});
        Files.delete(delivered.resolve("_SUCCESS"));
        Files.createFile(delivered.resolve("_SUCCESS"));
        assertThat(inbox.watch().look()).isTrue();
        assertThat(ServedInbox.names(inbox.archive)).contains("today~2", "today~2.report.json");
        assertThat(inbox.number("SELECT count(*) FROM loads WHERE status = 'COMPLETED'"))
                .isEqualTo(2);
    }

    @Test
    void whatVanishesIsForgotten() throws IOException {
        Path delivered = inbox.deliver("baseline", "today");
        inbox.between(() -> remove(delivered));
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said()).containsExactly("today went away, or was changed, before it could be loaded.");
        assertThat(Journal.ofDeliveries(inbox.folder).open()).isEmpty();
        assertThat(ServedInbox.names(inbox.failed)).isEmpty();
    }

    private static void remove(Path folder) {
        try {
            io.creditplatform.file.Relocation.remove(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void linksAndEmptyFoldersAreNotLoaded() throws IOException {
        Path linked = inbox.deliver("baseline", "linked");
        Files.delete(linked.resolve("sellers.csv"));
        Files.createSymbolicLink(linked.resolve("sellers.csv"), Path.of("/etc/hostname"));
        Files.delete(linked.resolve("_SUCCESS"));
        Files.createFile(linked.resolve("_SUCCESS"));
        Files.createDirectory(inbox.folder.resolve("only-marker"));
        Files.createFile(inbox.folder.resolve("only-marker/_SUCCESS"));
        Files.createSymbolicLink(
                inbox.folder.resolve("elsewhere"), SampleData.folder("baseline").toRealPath());
        Files.writeString(inbox.folder.resolve("sellers.csv"), "seller_id");
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said())
                .anyMatch(line -> line.startsWith("credit: linked could not be loaded. It holds links, which may lead")
                        && line.contains(": sellers.csv."))
                .anyMatch(line -> line.startsWith("credit: only-marker could not be loaded. The folder ")
                        && line.contains("holds no feed's file"))
                .anyMatch(line -> line.startsWith("credit: " + inbox.folder.resolve("elsewhere") + " is a link"))
                .anyMatch(line -> line.contains("sellers.csv is neither a folder nor a .zip, expected an extract"))
                .hasSize(4);
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said()).isEmpty();
        assertThat(ServedInbox.names(inbox.folder)).containsExactly("elsewhere", "sellers.csv");
        assertThat(ServedInbox.names(inbox.failed)).contains("linked", "only-marker");
        assertThat(inbox.number("SELECT count(*) FROM loads")).isZero();
    }

    /** The load is visible; nothing is loaded twice while there is no room, or no folder, for what was loaded. */
    @Test
    void archiveThatCannotBeWrittenToHoldsNothingUp() throws IOException {
        Watch watch = inbox.watch();
        Files.writeString(inbox.archive, "a file in its place");
        inbox.deliver("baseline", "2025-07-07");
        inbox.deliver("next-day", "2025-07-08");
        assertThat(watch.look()).isTrue();
        assertThat(watch.look()).isTrue();
        assertThat(inbox.said())
                .hasSize(4)
                .element(1)
                .asString()
                .startsWith("credit: 2025-07-07 is loaded, but cannot be put into " + inbox.archive + ": ")
                .endsWith(". It is not loaded again; it is put there as soon as that can be done.");
        assertThat(inbox.number("SELECT count(*) FROM loads")).isEqualTo(2);
        Files.delete(inbox.archive);
        assertThat(watch.look()).isTrue();
        assertThat(inbox.said())
                .containsExactly(
                        "2025-07-07 is put away now, in " + inbox.archive + ".",
                        "2025-07-08 is put away now, in " + inbox.archive + ".");
        assertThat(ServedInbox.names(inbox.folder)).isEmpty();
        assertThat(inbox.number("SELECT count(*) FROM loads")).isEqualTo(2);
    }

    @Test
    void zipOfSeveralFoldersIsSaidToBeThat() throws IOException {
        Zips.of(inbox.folder.resolve("days.zip"), "text", "_SUCCESS", "2025-07-07/sellers.csv", "2025-07-08/leads.csv");
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.said())
                .singleElement()
                .asString()
                .startsWith("credit: days.zip could not be loaded. ")
                .contains(" It holds 2 folders (2025-07-07, 2025-07-08); the files of an extract lie in one folder,");
    }

    /** Where it was unpacked is gone after the load, and its name all that is left to tell what was delivered. */
    @Test
    void loadTellsWhichZipItIsOf() throws IOException {
        inbox = new ServedInbox(home, TestDatabase.none(Database.SQLITE));
        Path delivered = inbox.deliver("baseline", "2025-07-07");
        Zips.pack(delivered, inbox.folder.resolve("2025-07-07.zip"));
        io.creditplatform.file.Relocation.remove(delivered);
        assertThat(inbox.watch().look()).isTrue();
        assertThat(inbox.number("SELECT count(*) FROM loads WHERE directory LIKE '%/2025-07-07.zip'"))
                .isOne();
    }

    /** Whatever another program does to the database is nothing that an extract could be blamed for. */
    @Test
    void databaseThatIsAwayIsWaitedForAndToldOnce() throws IOException {
        Path gone = home.resolve("mount");
        inbox = new ServedInbox(home, io.creditplatform.database.DatabaseAddress.of(gone.resolve("credit.db")));
        inbox.deliver("baseline", "today");
        Watch watch = inbox.watch();
        for (int i = 0; i < 3; i++) {
            assertThat(watch.look()).isFalse();
        }
        assertThat(inbox.said())
                .singleElement()
                .asString()
                .contains("the file cannot be opened or created")
                .endsWith(" The service waits, and goes on by itself.");
        assertThat(ServedInbox.names(inbox.folder)).containsExactly("today");
        Files.createDirectory(gone);
        assertThat(watch.look()).isTrue();
        assertThat(inbox.said()).hasSize(2).last().isEqualTo("It goes on.");
        assertThat(inbox.events).extracting(Event::kind).containsExactly(Event.Kind.FAILED, Event.Kind.RECOVERED);
        assertThat(ServedInbox.names(inbox.archive)).contains("today");

        Files.move(inbox.folder, home.resolve("unmounted"));
        assertThat(watch.look()).isFalse();
        assertThat(watch.look()).isFalse();
        assertThat(inbox.said()).singleElement().asString().startsWith("credit: cannot look into the inbox ");
        Files.move(home.resolve("unmounted"), inbox.folder);
        assertThat(watch.look()).isTrue();
        assertThat(inbox.said()).containsExactly("The inbox " + inbox.folder + " is there again.");
    }

    @Test
    void inboxHasOneService() throws IOException {
        try (InboxLock first = InboxLock.on(inbox.folder).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(InboxLock.on(inbox.folder.resolve("../inbox"))).isEmpty();
        }
        InboxLock.on(inbox.folder).orElseThrow().close();
    }

    /** A stop that was requested leaves the delivery; what is left of it is done at the next start. */
    @Test
    void stoppedLoadGoesOnAtTheNextStart() {
        inbox.deliver("baseline", "2025-07-07");
        inbox.between(inbox.stop::request);
        assertThat(inbox.watch().run()).isFalse();
        assertThat(inbox.said()).isEmpty();
        assertThat(ServedInbox.names(inbox.folder)).containsExactly("2025-07-07");
        ServedInbox next = new ServedInbox(home, inbox.credit().address());
        assertThat(next.watch().look()).isTrue();
        assertThat(next.said()).singleElement().asString().contains("is published");
        assertThat(List.of(next.number("SELECT count(*) FROM loads"))).containsExactly(1L);
    }
}
