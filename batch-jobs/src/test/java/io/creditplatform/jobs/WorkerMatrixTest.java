package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads in parts over real processes, with faults of all kinds among them, at seeded moments of staging: workers are killed,
 * frozen, woken and stopped, and so are the broker, the import and the server. Each load has to end as that of one reader.
 *
 * <p>{@code -Dcredit.worker-faults=N} has N of them; {@code -Dcredit.seed=S} chooses other moments. {@code bench/kills workers}
 * does it at length.
 */
class WorkerMatrixTest {

    private static final int FAULTS = Integer.getInteger("credit.worker-faults", FaultyNights.Fault.values().length);
    private static final long SEED = Long.getLong("credit.seed", 1);
    private static final int MOST_FAULTS_A_NIGHT = 6;

    @TempDir
    private Path folder;

    @Test
    void everyLoadEndsAsThatOfOneReader() throws Exception {
        Random random = new Random(SEED);
        List<FaultyNights.Fault> planned = new ArrayList<>();
        while (planned.size() < FAULTS) {
            List<FaultyNights.Fault> each = new ArrayList<>(Arrays.asList(FaultyNights.Fault.values()));
            Collections.shuffle(each, random);
            planned.addAll(each.subList(0, Math.min(each.size(), FAULTS - planned.size())));
        }
        Map<FaultyNights.Fault, Integer> hits = new EnumMap<>(FaultyNights.Fault.class);
        List<String> differences = new ArrayList<>();
        int loads = 0;
        try (FaultyNights nights = new FaultyNights(folder, random)) {
            int enough = FAULTS + 20;
            while (!planned.isEmpty() && loads < enough) {
                loads++;
                int some = Math.min(planned.size(), 1 + random.nextInt(MOST_FAULTS_A_NIGHT));
                List<FaultyNights.Fault> tonight = List.copyOf(planned.subList(0, some));
                planned.subList(0, some).clear();
                try {
                    List<FaultyNights.Fault> hit = nights.run(tonight);
                    hit.forEach(fault -> hits.merge(fault, 1, Integer::sum));
                    planned.addAll(tonight.subList(hit.size(), tonight.size())); // the load was through before
                } catch (RuntimeException | AssertionError e) {
                    differences.add("seed " + SEED + ", load " + loads + ": " + nights.story() + " " + e);
                    System.out.println(differences.get(differences.size() - 1));
                    nights.begin();
                }
                System.out.println(loads + " loads, faults " + hits + ", differences: " + differences.size());
            }
        }
        assertThat(differences).isEmpty();
        assertThat(planned).as("faults that always came too late").isEmpty();
    }
}
