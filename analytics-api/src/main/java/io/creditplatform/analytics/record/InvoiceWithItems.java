package io.creditplatform.analytics.record;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.creditplatform.model.Invoice;
import io.creditplatform.model.InvoiceItem;
import java.util.Comparator;
import java.util.List;

/** An invoice with the single amounts that it is made of. */
record InvoiceWithItems(@JsonUnwrapped Invoice invoice, List<InvoiceItem> items, Conversion.Converted reported) {

    static InvoiceWithItems of(Invoice invoice, List<InvoiceItem> items, Conversion.Converted reported) {
        return new InvoiceWithItems(
                invoice,
                items.stream()
                        .sorted(Comparator.comparing(InvoiceItem::itemType))
                        .toList(),
                reported);
    }
}
