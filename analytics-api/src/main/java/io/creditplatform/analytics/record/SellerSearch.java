package io.creditplatform.analytics.record;

import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.analytics.web.PerLoad;
import io.creditplatform.analytics.web.PublishedQuery;
import io.creditplatform.model.Seller;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds sellers by their ids and names. The names are read and folded once for each load. */
final class SellerSearch {

    /** How many of those that were found are read at once. */
    private static final int READ_AT_ONCE = 500;

    private final FeedQuery<Seller> sellers;
    private final PerLoad<List<Name>> names;

    private record Name(long sellerId, String folded) {}

    SellerSearch(FeedQuery<Seller> sellers, JdbcClient jdbc, PublishedQuery published) {
        this.sellers = sellers;
        this.names =
                new PerLoad<>(published, () -> jdbc.sql("SELECT seller_id, seller_name FROM sellers ORDER BY seller_id")
                        .query((row, index) ->
                                new Name(row.getLong("seller_id"), SearchText.fold(row.getString("seller_name"))))
                        .list());
    }

    /** A page of those that are found and pass the filter, in the order of their ids. */
    Page<Seller> page(SearchText text, Filter filter, PageRequest request) {
        long after = request.after() == null ? 0 : request.number(0);
        List<Long> found = names.get().stream()
                .filter(name -> name.sellerId() > after && text.finds(name.sellerId(), name.folded()))
                .map(Name::sellerId)
                .toList();
        List<Seller> rows = new ArrayList<>();
        for (int from = 0; from < found.size() && rows.size() < request.rowsToRead(); from += READ_AT_ONCE) {
            List<Long> some = found.subList(from, Math.min(found.size(), from + READ_AT_ONCE));
            rows.addAll(sellers.page(filter.copy().oneOf("seller_id", some), new PageRequest(READ_AT_ONCE, null))
                    .rows());
        }
        return request.page(
                rows.subList(0, Math.min(rows.size(), request.rowsToRead())),
                seller -> Cursor.behind(seller.sellerId()));
    }
}
