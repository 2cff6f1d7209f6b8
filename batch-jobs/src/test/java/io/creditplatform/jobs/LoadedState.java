package io.creditplatform.jobs;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.load.LoadReport;
import io.creditplatform.testing.Digests;
import java.util.List;
import java.util.Map;

/** What came of a load, and what the tables then hold, lines and all. */
record LoadedState(
        List<LoadReport.FeedReport> feeds,
        Map<String, String> tables,
        Map<String, String> versions,
        String quarantine) {

    static LoadedState of(DatabaseAddress address, LoadReport report) {
        return new LoadedState(
                report.feeds(),
                Digests.ofFeeds(address),
                Digests.ofVersions(address),
                Digests.ofQuarantine(address, report.loadId()));
    }
}
