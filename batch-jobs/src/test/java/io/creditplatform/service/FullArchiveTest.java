package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.SmallDisk;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An archive, or a folder of what failed, on a disk of its own that is full holds nothing up but what goes there. */
@EnabledIf(
        value = "io.creditplatform.testing.SmallDisk#canBeMounted",
        disabledReason = "only root can mount small disks, and not everywhere")
class FullArchiveTest {

    @TempDir
    private Path home;

    /** @param kilobytes room for nothing, for a report but not for the extract, for some of its files, for all but the last ones */
    @ParameterizedTest
    @CsvSource({
        "baseline, archive, 4",
        "baseline, archive, 16",
        "baseline, archive, 60",
        "baseline, archive, 84",
        "broken, failed, 16"
    })
    void whatIsLoadedIsPutThereOnceThereIsRoom(String sample, String shelf, long kilobytes) throws IOException {
        ServedInbox inbox = new ServedInbox(home, TestDatabase.fresh(Database.SQLITE));
        Path place = home.resolve(shelf);
        try (SmallDisk disk = SmallDisk.mount(place, kilobytes)) {
            Path delivered = inbox.deliver(sample, "first");
            List<String> files = ServedInbox.names(delivered);
            assertThat(inbox.watch().look()).isTrue();
            assertThat(ServedInbox.names(inbox.folder)).containsExactly("first");
            assertThat(ServedInbox.names(delivered)).isEqualTo(files);
            assertThat(ServedInbox.names(place)).doesNotContain("first").noneMatch(name -> name.endsWith(".part"));
            assertThat(inbox.said().get(1))
                    .isEqualTo(
                            "credit: first is " + (shelf.equals("archive") ? "loaded" : "done with")
                                    + ", but cannot be put into " + place
                                    + ": No space left on device. It is not loaded again; it is put there as soon as that can be done.");
            assertThat(inbox.events)
                    .filteredOn(event -> event.about().startsWith("putting away"))
                    .hasSize(1);

            inbox.deliver(shelf.equals("archive") ? "broken" : "baseline", "second");
            assertThat(inbox.watch().look()).isTrue();
            assertThat(ServedInbox.names(inbox.folder))
                    .as("what goes elsewhere went")
                    .containsExactly("first");
            assertThat(inbox.said())
                    .as("is told once")
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("second");
            inbox.restart();
            inbox.courier(Clock.systemUTC()).remember();
            assertThat(inbox.watch().look()).isTrue();
            assertThat(inbox.number("SELECT count(*) FROM loads"))
                    .as("nothing is loaded again")
                    .isEqualTo(2);

            disk.resize(64 * 1024);
            inbox.said();
            assertThat(inbox.watch().look()).isTrue();
            assertThat(inbox.events)
                    .filteredOn(event -> event.about().startsWith("putting away"))
                    .extracting(Event::kind)
                    .containsExactly(Event.Kind.FAILED, Event.Kind.RECOVERED);
            assertThat(inbox.said()).containsExactly("first is put away now, in " + place + ".");
            assertThat(ServedInbox.names(inbox.folder)).isEmpty();
            assertThat(ServedInbox.names(place.resolve("first"))).isEqualTo(files);
            for (String file : SampleData.names(sample)) {
                assertThat(place.resolve("first").resolve(file))
                        .hasSameBinaryContentAs(SampleData.folder(sample).resolve(file));
            }
            assertThat(Files.readString(place.resolve("first.report.json"))).contains("\"load_id\" : 1");
            assertThat(inbox.number("SELECT count(*) FROM loads")).isEqualTo(2);
            assertThat(Journal.ofDeliveries(inbox.folder).open()).isEmpty();
        }
    }
}
