package io.creditplatform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.creditplatform.database.Database;
import io.creditplatform.model.Severity;
import io.creditplatform.retention.Keep;
import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said of the service's settings, and what is said of what cannot be meant. */
class SettingsTest {

    private static final Path PAGE = Path.of("..", "docs", "service.md");

    @TempDir
    private Path home;

    private static ServiceSettings settings(@Nullable Path file, Map<String, String> variables) {
        return SettingsCheck.settings(file, variables, Database.SQLITE);
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(home.resolve("credit.yaml"), yaml);
    }

    private List<String> faults(String yaml, Map<String, String> variables) throws IOException {
        Path file = file(yaml);
        try {
            settings(file, variables);
            return List.of();
        } catch (SettingsException e) {
            return String.valueOf(e.getMessage())
                    .lines()
                    .map(line -> line.replace(file.toString(), "FILE"))
                    .toList();
        }
    }

    @Test
    void allIsOffButTheInboxWhereNothingIsSaid() {
        ServiceSettings settings = settings(null, Map.of());
        assertThat(settings.inbox().folder()).isEqualTo(Path.of("inbox"));
        assertThat(settings.inbox().doneMarker()).isEqualTo("_SUCCESS");
        assertThat(settings.inbox().quiet()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.inbox().zip().maxSize().toGigabytes()).isEqualTo(10);
        assertThat(settings.load().maxRejectRate().value()).isEqualByComparingTo("0.05");
        assertThat(settings.load().complete()).isEmpty();
        assertThat(settings.afterLoad().check().enabled()).isFalse();
        assertThat(settings.afterLoad().check().failOn()).isNull();
        assertThat(settings.afterLoad().export().enabled()).isFalse();
        assertThat(settings.afterLoad().prune().enabled()).isFalse();
    }

    @Test
    void exampleSaysWhatHoldsAnyway() throws IOException {
        Path file = file(SettingsExample.text().replace("folder: inbox", "folder: " + home));
        assertThat(settings(file, Map.of()))
                .isEqualTo(settings(null, Map.of("CREDIT_RUN_INBOX_FOLDER", home.toString())));
    }

    @Test
    void eachSettingIsAVariableToo() throws IOException {
        Path file = file("""
                inbox:
                  folder: nowhere
                  doneMarker: all.done
                  quiet: 2h
                load:
                  complete: [sellers, leads]
                after_load:
                  check: {enabled: true, fail-on: Warning}
                """);
        ServiceSettings settings = settings(
                file,
                Map.of(
                        "CREDIT_RUN_INBOX_FOLDER", home.toString(),
                        "CREDIT_RUN_INBOX_QUIET", "90s",
                        "CREDIT_RUN_LOAD_MAX_REJECT_RATE", "1%",
                        "CREDIT_RUN_AFTERLOAD_CHECK_ONBREACH", "undo",
                        "CREDIT_RUN_AFTERLOAD_PRUNE_KEEPLOADS", "9d",
                        "CREDIT_RUNNER", "somebody else's",
                        "PATH", "/bin"));
        assertThat(settings.inbox().folder()).isEqualTo(home);
        assertThat(settings.inbox().doneMarker()).isEqualTo("all.done");
        assertThat(settings.inbox().quiet()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.load().complete()).isEqualTo(Set.of("sellers", "leads"));
        assertThat(settings.load().maxRejectRate().value()).isEqualByComparingTo("0.01");
        assertThat(settings.afterLoad().check().failOn()).isEqualTo(Severity.WARNING);
        assertThat(settings.afterLoad().check().onBreach()).isEqualTo(ServiceSettings.OnBreach.UNDO);
        assertThat(settings.afterLoad().prune().keepLoads()).isEqualTo(new Keep(Keep.Unit.DAYS, 9));
        assertThat(SettingEntry.leaves().map(SettingEntry::variable)).doesNotHaveDuplicates();
    }

    @Test
    void everyFaultIsToldAtOnceWithItsPlace() throws IOException {
        assertThat(faults("""
                        inbox:
                          quiet: soon
                          quite: 5m
                          done-marker: a/b
                          quiet: 3m
                          zip:
                            max-ratio: 0
                            max-files: [1, 2]
                            max-size: 5
                        load: 5%
                        after-load:
                          check:
                            enabled: yes
                            fail-on:
                          export:
                            format: xml
                          prune:
                            keep-loads: -1
                        bla: 1
                        """, Map.of("CREDIT_RUN_INBOX_FOLDR", "x", "CREDIT_RUN_INBOX_EVERY", "10")))
                .containsExactlyInAnyOrder(
                        "FILE, line 3, column 3: got the unknown setting 'quite' in inbox, expected one of folder, archive, failed,"
                                + " done-marker, marker-required, quiet, every, zip",
                        "FILE, line 5, column 3: got 'quiet' a second time, expected it once; it stands in line 2 too",
                        "FILE, line 8, column 16: inbox.zip.max-files: got a list, expected a whole number",
                        "FILE, line 10, column 7: load: got '5%', expected settings max-reject-rate, complete, max-removed-rate,"
                                + " volume-gate in lines of their own below it",
                        "FILE, line 19, column 1: got the unknown setting 'bla', expected one of inbox, load, after-load, notify, http, schedule, deadline",
                        "got the unknown variable 'CREDIT_RUN_INBOX_FOLDR', expected one such as CREDIT_RUN_INBOX_FOLDER,"
                                + " see docs/service.md",
                        "FILE, line 2, column 10: inbox.quiet: got 'soon', expected a duration such as 30s, 5m, 1h or 2d",
                        "FILE, line 4, column 16: inbox.done-marker: got 'a/b', expected a file's name",
                        "FILE, line 7, column 16: inbox.zip.max-ratio: got '0', expected a number from 1 to 1100",
                        "FILE, line 9, column 15: inbox.zip.max-size: got '5', expected a size such as 500MB or 10GB",
                        "FILE, line 13, column 14: after-load.check.enabled: got 'yes', expected true or false",
                        "FILE, line 14, column 13: after-load.check.fail-on: got '', expected Critical, Warning or Info",
                        "FILE, line 16, column 13: after-load.export.format: got 'xml', expected csv or json",
                        "FILE, line 18, column 17: after-load.prune.keep-loads: got '-1', expected a number of loads such as 92,"
                                + " of days such as 92d, or all",
                        "CREDIT_RUN_INBOX_EVERY: inbox.every: got '10', expected a duration such as 30s, 5m, 1h or 2d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "inbox: ["                 | FILE, line 1, column 9: this is no YAML: expected the node content
            "a: b: c"                  | FILE, line 1, column 5: this is no YAML: mapping values are not allowed here
            "- inbox"                  | FILE, line 1, column 1: got a list, expected settings inbox, load, after-load, notify, http, schedule, deadline
            "inbox: &a {inbox: *a}"    | FILE, line 1, column 12: got the unknown setting 'inbox' in inbox
            "inbox: {archive: ~/old}"  | FILE, line 1, column 18: inbox.archive: got '~/old', expected the name of a file or folder, ~ written out
            "inbox: {failed: ~}"       | FILE, line 1, column 17: inbox.failed: got '~', expected the name of a file or folder, ~ written out
            "inbox: {}"                | FILE, line 1, column 8: inbox: got nothing, expected settings folder, archive, failed
            "notify: {webhooks: {ops: {}}}" | FILE, line 1, column 26: notify.webhooks.ops: got nothing, expected settings url, secret, format
            "notify: {webhooks: {}}"   | FILE, line 1, column 20: notify.webhooks: got nothing, expected names in lines of their own below it
            "load: {complete: lead}"   | load.complete: got 'lead', expected one or more of exchange_rates
            """)
    void whatIsNoFileOfSettingsIsSaid(String yaml, String fault) throws IOException {
        assertThat(faults(yaml, Map.of())).singleElement().asString().contains(fault);
    }

    @Test
    void messagesOfImportsNameWhatTheServiceHasInPlaceOfOptions() {
        assertThat(SettingEntry.forOptions(
                        "Allow more with --max-reject-rate, or import it without --volume-gate.", false))
                .isEqualTo("Allow more with load.max-reject-rate, or import it without load.volume-gate.");
        assertThat(SettingEntry.forOptions("Leave it out of --complete, not of --feeds.", true))
                .isEqualTo(
                        "Leave it out of load.complete or, where the request says it, its complete, not of --feeds.");
        assertThat(SettingEntry.forOptions("Allow more with --max-removed-rate.", true))
                .isEqualTo(
                        "Allow more with load.max-removed-rate or, where the request says it, its max_removed_rate.");
    }

    /** What does not go together is told beside what cannot be read, unless that is what is lacking. */
    @Test
    void allThatIsWrongIsToldAtOnce() throws IOException {
        assertThat(faults("""
                        inbox: {quiett: 1s}
                        schedule: {import: {cron: "0 * * * * *"}}
                        http: {enabled: true, host: 0.0.0.0}
                        load: {max-reject-rate: much}
                        """, Map.of()))
                .containsExactlyInAnyOrder(
                        "FILE, line 1, column 9: got the unknown setting 'quiett' in inbox, expected one of folder, archive, failed,"
                                + " done-marker, marker-required, quiet, every, zip",
                        "FILE, line 2, column 27: schedule.import.cron: got '0 * * * * *', expected schedule.import.folder beside it",
                        "FILE, line 3, column 29: http.host: got '0.0.0.0', expected http.tokens beside it, since other machines"
                                + " could ask there",
                        "FILE, line 4, column 25: load.max-reject-rate: got 'much', expected a share such as 5% or 0.05,"
                                + " from 0% to 100%");
        for (String alone : List.of(
                "schedule: {import: {cron: x, folder: /tmp}}",
                "schedule: {import: {cron: \"0 0 6 * * *\", folder: [a]}}",
                "http: {enabled: true, host: 0.0.0.0, tokens: [t]}",
                "notify: {webhooks: {ops: {url: [u], format: slack}}}",
                "http: [true]")) {
            assertThat(faults(alone, Map.of())).as(alone).hasSize(1);
        }
        assertThat(faults(
                        "http: {tokens: [",
                        Map.of("CREDIT_RUN_HTTP_ENABLED", "true", "CREDIT_RUN_HTTP_HOST", "0.0.0.0")))
                .singleElement()
                .asString()
                .contains("this is no YAML");
    }

    /** What is put into one of these folders must not be taken for what lies in another one, by whatever name. */
    @Test
    void foldersOfTheServiceLieApart() throws IOException {
        Path inbox = Files.createDirectory(home.resolve("inbox"));
        Path archive = Files.createDirectory(home.resolve("archive"));
        Path link = Files.createSymbolicLink(home.resolve("elsewhere"), inbox);
        String folders =
                "inbox: {folder: %s, archive: %s, failed: %s}".formatted(inbox, archive, home.resolve("failed"));
        assertThat(faults(
                        folders
                                + "\nafter-load:\n  check: {enabled: true, reports: %s}\n  export: {enabled: true, folder: %s}\n"
                                        .formatted(link.resolve("quality"), archive.resolve("export")),
                        Map.of()))
                .contains(
                        "FILE, line 3, column 35: after-load.check.reports: got '" + link.resolve("quality")
                                + "', expected a folder that is neither in the inbox nor around it",
                        "FILE, line 4, column 35: after-load.export.folder: got '" + archive.resolve("export")
                                + "', expected a folder that is neither in inbox.archive nor around it");
        assertThat(faults(
                        folders
                                + "\nafter-load: {export: {folder: %s}}\nschedule: {export: {cron: 0 0 4 * * *}}\n"
                                        .formatted(home),
                        Map.of()))
                .anyMatch(line -> line.contains("after-load.export.folder: got ")
                        && line.endsWith("expected a folder that is neither in the inbox nor around it"));
        assertThat(faults(folders + "\nafter-load: {export: {folder: %s}}\n".formatted(inbox), Map.of()))
                .as("nothing is exported")
                .isEmpty();
    }

    @Test
    void whoIsToldIsNamedWholly() throws IOException {
        assertThat(faults(
                        "notify:\n  webhooks:\n    ops: {url: \"https://example.org\", secret: \"\"}\n    other: {secret: x}\n",
                        Map.of("CREDIT_RUN_NOTIFY_WEBHOOKS_NIGHT_SECRET", "")))
                .contains(
                        "FILE, line 3, column 47: notify.webhooks.ops.secret: got '', expected a text that is not empty",
                        "CREDIT_RUN_NOTIFY_WEBHOOKS_NIGHT_SECRET: notify.webhooks.night.secret: got '', expected a text that is not empty");
        assertThat(faults("notify: {webhooks: {other: {secret: x}}}", Map.of()))
                .singleElement()
                .isEqualTo(
                        "FILE, line 1, column 37: notify.webhooks.other has no address, expected notify.webhooks.other.url"
                                + " beside its other settings");
    }

    @Test
    void settingsHaveToGoTogether() throws IOException {
        Path inbox = Files.createDirectory(home.resolve("inbox"));
        Path thresholds =
                Files.writeString(home.resolve("thresholds.txt"), "no_such_rule = 1%\nlead_before_signup: 2\n");
        Path plain = Files.createFile(home.resolve("plain"));
        assertThat(faults(
                        "inbox: {folder: %s, archive: %s, failed: %s}".formatted(inbox, inbox.resolve("archive"), plain)
                                + "\nafter-load:\n  check: {on-breach: undo, thresholds: %s}\n  export: {enabled: true}\n"
                                        .formatted(thresholds),
                        Map.of()))
                .hasSize(7)
                .anyMatch(line -> line.contains("inbox.archive: got ")
                        && line.endsWith("expected a folder that is neither in the inbox nor around it"))
                .anyMatch(line ->
                        line.contains("inbox.failed: got ") && line.endsWith("expected a folder, and that is a file"))
                .anyMatch(line -> line.startsWith(
                        "FILE, line 3, column 22: after-load.check.on-breach: got 'undo', expected that"))
                .anyMatch(line -> line.contains("after-load.check.thresholds: got ")
                        && line.endsWith("expected after-load.check.fail-on beside it, which it is about"))
                .anyMatch(
                        line -> line.contains("thresholds.txt, line 1: got the rule 'no_such_rule', expected one of "))
                .anyMatch(line ->
                        line.contains("thresholds.txt, line 2: got 'lead_before_signup: 2', expected RULE = SHARE"))
                .anyMatch(line -> line.startsWith(
                        "FILE, line 4, column 21: after-load.export.enabled: got 'true', expected false"));
        assertThat(faults("inbox: {folder: %s}".formatted(home.resolve("nowhere")), Map.of()))
                .singleElement()
                .asString()
                .startsWith("FILE, line 1, column 17: inbox.folder: got ")
                .endsWith("expected a folder that is there; make it first");
        assertThat(faults("inbox: {folder: %s}".formatted(plain), Map.of()))
                .singleElement()
                .asString()
                .endsWith("expected a folder, and that is a file");
        assertThat(faults("inbox: {archive: put, failed: put}", Map.of()))
                .singleElement()
                .asString()
                .endsWith("inbox.failed: got 'put', expected a folder that is neither in inbox.archive nor around it");
        Files.write(home.resolve("credit.yaml"), "inbox: \u00fc".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> settings(home.resolve("credit.yaml"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageEndingWith("is not UTF-8, expected YAML in UTF-8");
    }

    /** Their names are whoever's who sets them, and what is secret is not repeated. */
    @Test
    void groupsMayBeNamedAndSecretsAreNotSaid() throws IOException {
        Path program = Files.createFile(home.resolve("program"));
        ServiceSettings.Notify notify = settings(
                        file("""
                                notify:
                                  events: [failed, gate-not-met]
                                  webhooks:
                                    ops: {url: "https://hooks.example.org/T0/B1", format: slack}
                                    night:
                                      url: http://localhost:9/x
                                """),
                        Map.of(
                                "CREDIT_RUN_NOTIFY_WEBHOOKS_NIGHT_SECRET", "hush",
                                "CREDIT_RUN_NOTIFY_WEBHOOKS_PAGER2_URL", "https://pager.example.org",
                                "CREDIT_RUN_NOTIFY_KEEPTRYING", "1h"))
                .told();
        assertThat(notify.events()).containsExactlyInAnyOrder(Event.Kind.FAILED, Event.Kind.GATE_NOT_MET);
        assertThat(notify.keepTrying()).isEqualTo(Duration.ofHours(1));
        assertThat(notify.webhooks()).containsOnlyKeys("night", "ops", "pager2");
        assertThat(Objects.requireNonNull(notify.webhooks().get("ops")).format())
                .isEqualTo(MessageFormat.SLACK);
        assertThat(Objects.requireNonNull(notify.webhooks().get("night")).secret())
                .isEqualTo("hush");
        assertThat(Objects.requireNonNull(notify.webhooks().get("night")).timeout())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(Objects.requireNonNull(notify.webhooks().get("pager2")).format())
                .isEqualTo(MessageFormat.JSON);
        assertThat(settings(null, Map.of()).told().webhooks()).isEmpty();

        assertThat(faults("""
                        notify:
                          events: [failed, all]
                          webhooks:
                            Ops!: {}
                            ops:
                              url: ftp://hush@example.org/hush
                              secrets: hush
                            ops:
                              format: json
                          command:
                            program: /tmp
                        """, Map.of("CREDIT_RUN_NOTIFY_WEBHOOKS_OPS_NAME", "x")))
                .containsExactlyInAnyOrder(
                        "FILE, line 4, column 5: notify.webhooks: got the name 'Ops!', expected small letters and digits,"
                                + " such as ops",
                        "FILE, line 7, column 7: got the unknown setting 'secrets' in notify.webhooks.ops, expected one of url,"
                                + " secret, format, timeout",
                        "FILE, line 8, column 5: got 'ops' a second time, expected it once; it stands in line 5 too",
                        "got the unknown variable 'CREDIT_RUN_NOTIFY_WEBHOOKS_OPS_NAME', expected one such as"
                                + " CREDIT_RUN_INBOX_FOLDER, see docs/service.md",
                        "FILE, line 2, column 11: notify.events: got 'failed,all', expected one or more of failed, gate-not-met,"
                                + " late, recovered, test",
                        "FILE, line 6, column 12: notify.webhooks.ops.url: got something else, expected an address such as"
                                + " https://hooks.example.org/credit");
        assertThat(faults(
                        "notify:\n  webhooks: {ops: {format: json}}\n  command: {program: %s}".formatted(program),
                        Map.of()))
                .containsExactlyInAnyOrder(
                        "FILE, line 2, column 28: notify.webhooks.ops has no address, expected notify.webhooks.ops.url beside its other settings",
                        "FILE, line 3, column 22: notify.command.program: got '%s', expected a program that you may execute"
                                .formatted(program));
        assertThat(faults("notify: {webhooks: ops}", Map.of()))
                .containsExactly(
                        "FILE, line 1, column 20: notify.webhooks: got 'ops', expected names in lines of their own below"
                                + " it, each with settings below it");
    }

    @Test
    void timesThatNeverComeAreToldWithTheirPlace() throws IOException {
        assertThat(faults("""
                        schedule:
                          zone: Europe/Berln
                          check: {cron: 0 0 5 30 2 *}
                          prune: {cron: '* * *'}
                        deadline: {by: 25:00, holidays: [2026-02-30]}
                        """, Map.of()))
                .hasSize(5)
                .anyMatch(line ->
                        line.startsWith("FILE, line 2, column 9: schedule.zone: got 'Europe/Berln', expected a time"))
                .anyMatch(line -> line.startsWith(
                        "FILE, line 3, column 17: schedule.check.cron: got '0 0 5 30 2 *', expected six"))
                .anyMatch(line ->
                        line.startsWith("FILE, line 4, column 17: schedule.prune.cron: got '* * *', expected six"))
                .contains("FILE, line 5, column 16: deadline.by: got '25:00', expected a time such as 06:00")
                .anyMatch(line -> line.startsWith("FILE, line 5, column 33: deadline.holidays: got '2026-02-30'"));
    }

    /** The page's table of settings is made from them. */
    @Test
    void pageShowsEverySetting() {
        StringBuilder table = new StringBuilder("| setting | variable | meaning |\n| --- | --- | --- |\n");
        SettingEntry.leaves().forEach(entry -> table.append("| `")
                .append(entry.name())
                .append("` | `")
                .append(entry.variable())
                .append("` | ")
                .append(entry.said().value())
                .append(": ")
                .append(entry.type().expected())
                .append(
                        entry.said().byDefault().isEmpty()
                                ? ""
                                : " (default: `" + entry.said().byDefault() + "`)")
                .append(" |\n"));
        String page = SampleData.read(PAGE);
        String begin = "<!-- the settings, written by SettingsTest -->\n\n";
        String end = "\n<!-- end of the settings -->";
        assertThat(page).contains(begin, end);
        String expected =
                page.substring(0, page.indexOf(begin) + begin.length()) + table + page.substring(page.indexOf(end));
        if (Boolean.getBoolean("credit.docs.write")) {
            SampleData.write(PAGE, expected);
        }
        assertThat(SampleData.read(PAGE)).isEqualTo(expected);
    }
}
