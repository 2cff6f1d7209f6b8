package io.creditplatform.analytics.load;

import io.creditplatform.analytics.web.Answer;
import io.creditplatform.analytics.web.Listing;
import io.creditplatform.analytics.web.Single;
import io.creditplatform.load.LoadReport;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the loads did, published or not. */
@Controller
final class LoadController {

    private final LoadQuery loads;

    LoadController(LoadQuery loads) {
        this.loads = loads;
    }

    @Operation(summary = "Load reports", description = "Newest first, whatever became of the load.")
    @GetMapping("/api/loads")
    Listing<LoadReport> loads() {
        return Listing.paged(loads::newest).restingOn(Answer.Basis.LOADS);
    }

    @Operation(
            summary = "The report of one load",
            description =
                    "read = inserted + updated + unchanged + duplicate + superseded + rejected, for every feed. removed counts known rows"
                            + " that a complete feed's file no longer held, still_referenced those that stay since other rows refer to them."
                            + " parts says of a load that is not published, and that several workers stage, who is at which part of which"
                            + " file, and how far.")
    @GetMapping("/api/loads/{load_id}")
    Single<LoadReport> load(@PathVariable("load_id") Long id) {
        return Single.of("load " + id, () -> loads.find(id)).restingOn(Answer.Basis.LOADS);
    }
}
