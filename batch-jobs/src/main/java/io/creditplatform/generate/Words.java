package io.creditplatform.generate;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Names and remarks as people write them: quotes, commas, line breaks, and letters of several scripts. */
final class Words {

    private static final List<String> MARKETS = List.of("GCC", "AFRQ");
    private static final List<String> FIRST_NAMES = List.of(
            "Amina", "José", "Chloé", "Yusuf", "Zoë", "Omar", "Fatima", "Łukasz", "Grace", "Björn", "Noor", "Samuel");
    private static final List<String> LAST_NAMES = List.of(
            "Haddad",
            "Okafor",
            "Müller",
            "O'Brien",
            "Nguyễn",
            "Smith-Jones",
            "García",
            "Mensah",
            "Rahman",
            "Šimić",
            "Brown",
            "El Amrani");
    private static final List<String> TRADES = List.of(
            "%s Trading",
            "%s, %s and Sons", "%s & %s", "%s \"Best Price\" Store", "متجر %s", "%s Électronique", "%s Inc");
    private static final List<String> REMARKS = List.of(
            "Please decide soon, the season begins.",
            "The seller says: \"we sell out every week\".",
            "Sales are up,\nreturns are down.\nMore in my mail.",
            "الرجاء المراجعة",
            "Très bon vendeur, 3ᵉ demande",
            "ok 👍");

    private Words() {}

    static String market(SplittableRandom random) {
        return pick(MARKETS, random);
    }

    static String trade(SplittableRandom random) {
        return String.format(Locale.ROOT, pick(TRADES, random), pick(LAST_NAMES, random), pick(LAST_NAMES, random));
    }

    static String person(SplittableRandom random) {
        return pick(FIRST_NAMES, random) + " " + pick(LAST_NAMES, random);
    }

    static String remark(SplittableRandom random) {
        return pick(REMARKS, random);
    }

    private static <T> T pick(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }
}
