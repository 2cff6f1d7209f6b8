package io.creditplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Vocabulary;
import io.creditplatform.model.ChatRole;
import io.creditplatform.model.Coded;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.LeadStatus;
import io.creditplatform.model.ShippingStatus;
import io.creditplatform.model.TransactionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the domain are said once, and no query spells their codes out. */
class VocabularyTest {

    @Test
    void wordsStandForTheseCodes() {
        assertThat(Vocabulary.words())
                .containsEntry("issued", "'Approved', 'Deposit', 'Paid'")
                .containsEntry("open", "'Approved', 'Deposit'")
                .containsEntry("closed", "'Paid', 'Cancelled'")
                .containsEntry("confirmed", "'Confirmed'")
                .containsEntry("senior", "'SAM'")
                .containsEntry(
                        "steps",
                        "'>New', 'New>InReview', 'New>Cancelled', 'InReview>Approved', 'InReview>Cancelled',"
                                + " 'Approved>Deposit', 'Approved>Paid', 'Approved>Cancelled',"
                                + " 'Deposit>Paid', 'Deposit>Cancelled'");
        assertThat(Vocabulary.station("h.status"))
                .isEqualTo("CASE h.status WHEN 'New' THEN 0 WHEN 'InReview' THEN 1 WHEN 'Approved' THEN 2"
                        + " WHEN 'Deposit' THEN 3 WHEN 'Paid' THEN 4 WHEN 'Cancelled' THEN 5 END");
        assertThat(Vocabulary.signed("w"))
                .isEqualTo("CASE w.type WHEN 'deposit' THEN w.amount_minor ELSE -w.amount_minor END");
    }

    /** Released change sets stay as they are; whoever needs the codes elsewhere asks {@link Vocabulary} or the enum. */
    @Test
    void noCodeIsSpelledOutElsewhere() throws IOException {
        String codes = Stream.<Coded[]>of(
                        CreditStatus.values(),
                        LeadStatus.values(),
                        ShippingStatus.values(),
                        TransactionType.values(),
                        new Coded[] {ChatRole.SAM})
                .flatMap(Stream::of)
                .map(Coded::code)
                .distinct()
                .collect(Collectors.joining("|"));
        Pattern literal = Pattern.compile("'(?:" + codes + ")'|\"(?:" + codes + ")\"");
        List<String> found = new ArrayList<>();
        for (String module : List.of("shared-model", "batch-jobs", "analytics-api")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main"))) {
                for (Path file : files.filter(VocabularyTest::isSearched).toList()) {
                    Matcher spelledOut = literal.matcher(Files.readString(file));
                    while (spelledOut.find()) {
                        found.add(file.getFileName() + ": " + spelledOut.group());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean isSearched(Path file) {
        String path = file.toString().replace('\\', '/');
        boolean isCode = path.endsWith(".java") || path.endsWith(".sql");
        return isCode
                && !path.contains("/io/creditplatform/model/")
                && !path.contains("/generate/"); // whose chats talk
    }
}
