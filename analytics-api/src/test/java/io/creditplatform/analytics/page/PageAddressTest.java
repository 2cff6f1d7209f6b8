package io.creditplatform.analytics.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an address says in vain is said, and never taken for something else in silence. */
class PageAddressTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    @Test
    void whatTheApiRefusesIsSaidInItsWords() {
        PAGE.open("seller/99");
        assertThat(PAGE.text(".state.error")).contains("Not Found", "seller 99", "Retry");
        assertThat(PAGE.browser().complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("404"));

        PAGE.open("sellers?risk_level=huge");
        assertThat(PAGE.text(".state.error")).contains("risk_level", "huge", "low");
        assertThat(PAGE.browser().complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("400"));

        PAGE.open("nowhere");
        assertThat(PAGE.text("h1")).isEqualTo("No such view");
    }

    /** The address is typed, cut off and sent on: what of it means nothing is said, and never taken for all rows in silence. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            constructor                       | .lead         | There is no view named constructor.
            __proto__                         | .lead         | There is no view named __proto__.
            toString                          | .lead         | There is no view named toString.
            seller/%                          | .state.error  | Parameter 'seller_id' is '%', expected an integer
            seller/constructor                | .state.error  | Parameter 'seller_id' is 'constructor', expected an integer
            seller/5/6                        | .faults       | Nothing is under 6 here
            sellers/5                         | .faults       | Nothing is under 5 here
            managers?by=constructor           | .state.error  | Parameter 'by' is 'constructor', expected one of
            managers?by=name                  | .state.error  | Parameter 'by' is 'name', expected one of
            managers?top=many                 | .state.error  | Parameter 'top' is 'many', expected an integer from 1 to 1000
            sellers?colour=red                | .faults       | This view has no filter colour; it is left out.
            sellers?marke=GCC                 | .faults       | This view has no filter marke; it is left out.
            portfolio?risk_level=high         | .faults       | This view has no filter risk_level; it is left out.
            sellers?market=GCC&market=AFRQ    | .faults       | The address says market more than once; the last one counts.
            sellers?market=Atlantis           | .filter-wrong | There is no Atlantis to choose.
            portfolio?market=Atlantis         | .filter-wrong | There is no Atlantis to choose.
            portfolio?currency=XXX            | .state.error  | Parameter 'currency' is 'XXX', expected one of
            portfolio?as_of=yesterday         | .state.error  | Parameter 'as_of' is 'yesterday', expected a date
            quality?severity=bad              | .state.error  | Parameter 'severity' is 'bad', expected one of
            quality?after=x                   | .state.error  | Parameter 'after' is no cursor of this collection
            loads/x                           | .state.error  | Parameter 'load_id' is 'x', expected an integer
            """)
    void whatAnAddressSaysInVainIsSaid(String view, String where, String words) {
        PAGE.open(view);
        PAGE.browser()
                .await("return [...document.querySelectorAll('" + where
                        + "')].some(({ innerText }) => innerText !== '');");
        assertThat(PAGE.browser()
                        .ask(
                                "return [...document.querySelectorAll(arguments[0])].map(({ innerText }) => innerText).join(' ');",
                                where)
                        .asString())
                .contains(words);
        assertThat(PAGE.browser().complaints()).allMatch(complaint -> complaint.contains("400"));
    }
}
