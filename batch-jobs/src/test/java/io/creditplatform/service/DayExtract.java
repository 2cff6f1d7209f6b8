package io.creditplatform.service;

import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** A small extract for a day: the sellers of the sample, of whom one has other figures each day, and one credit. */
final class DayExtract {

    private static final String ISSUED = "1,1,2000.00,2026-03-01 10:00:00,2026-06-01 00:00:00,Approved";

    private DayExtract() {}

    /** What may be the matter with one. */
    enum Flaw {
        NONE,
        /** More of its rows are broken than a load allows. */
        BROKEN,
        /** The seller's limit is below what was issued, which a Critical rule finds. */
        OVER_LIMIT
    }

    /** Writes one into a folder that is not there yet. */
    static Path write(Path folder, LocalDate day, Flaw flaw) {
        try {
            Files.createDirectories(folder);
            for (String feed : new String[] {"senior_account_managers.csv", "account_managers.csv", "sellers.csv"}) {
                Files.copy(SampleData.folder("baseline").resolve(feed), folder.resolve(feed));
            }
            SampleData.replace(
                    folder.resolve("sellers.csv"),
                    "GCC,2024-02-19,2500,42,185.4",
                    "GCC,2024-02-19," + (flaw == Flaw.OVER_LIMIT ? 1999 : 2500) + "," + day.getDayOfYear() + ",185.4");
            SampleData.write(
                    folder.resolve("credits.csv"),
                    "credit_id,seller_id,amount,issue_date,due_date,status\n"
                            + (flaw == Flaw.BROKEN ? ISSUED.replace("Approved", "Perhaps") : ISSUED) + "\n");
            Files.createFile(folder.resolve("_SUCCESS"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
