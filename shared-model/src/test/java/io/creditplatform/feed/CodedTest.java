package io.creditplatform.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.model.ChatRole;
import io.creditplatform.model.Coded;
import io.creditplatform.model.CreditStatus;
import io.creditplatform.model.InvoiceItemType;
import io.creditplatform.model.LeadStatus;
import io.creditplatform.model.ShippingStatus;
import io.creditplatform.model.TransactionType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The codes as the extract's definition lists them, in the order that the enums promise. */
class CodedTest {

    private static List<String> codes(Coded... values) {
        return Arrays.stream(values).map(Coded::code).toList();
    }

    @Test
    void hasCodesOfDefinition() {
        assertThat(codes(CreditStatus.values()))
                .containsExactly("New", "InReview", "Approved", "Deposit", "Paid", "Cancelled");
        assertThat(codes(ChatRole.values())).containsExactly("AM", "SAM");
        assertThat(codes(LeadStatus.values())).containsExactly("New", "Contacted", "Confirmed", "Cancelled");
        assertThat(codes(ShippingStatus.values())).containsExactly("Pending", "Shipped", "Delivered", "Returned");
        assertThat(codes(InvoiceItemType.values()))
                .containsExactly("sales", "fees", "credits_due", "from_balance", "total");
        assertThat(codes(TransactionType.values())).containsExactly("deposit", "withdrawal");
    }
}
