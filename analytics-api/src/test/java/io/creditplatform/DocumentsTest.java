package io.creditplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.testing.Documents;
import io.creditplatform.testing.SampleData;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The README is short and leads everywhere. */
class DocumentsTest {

    private static final int MOST_LINES = 250;

    @Test
    void readmeIsReadInOneGo() {
        assertThat(SampleData.lines(Documents.README)).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void readmeLeadsToEveryDocument() {
        String readme = SampleData.read(Documents.README);
        assertThat(Documents.all())
                .filteredOn(page -> !page.equals(Documents.README))
                .hasSizeGreaterThan(10)
                .allSatisfy(page -> assertThat(readme).contains("(" + relative(page) + ")"));
    }

    private static String relative(java.nio.file.Path page) {
        return Objects.requireNonNull(Documents.README.getParent())
                .relativize(page)
                .toString();
    }
}
