package io.creditplatform.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/**
 * One kind of bad input and all that is expected of it. It is imported into a database that holds {@code baseline}, so
 * sellers 1 to 12 are known.
 *
 * @param files content by name; a name that ends in a slash is a folder's
 * @param exitCode of an import with the default reject rate
 * @param said parts of what stderr says
 * @param rejected the quarantine: {@code feed line code column: message}, in the order of feeds' names and lines
 * @param accepted rows that are inserted once all rejections are allowed
 * @param holds what the tables then hold: SQL and the text that it gives
 */
record BadInput(
        String name,
        Map<String, byte[]> files,
        int exitCode,
        List<String> said,
        List<String> rejected,
        int accepted,
        Map<String, String> holds) {

    private static final String LEADS = "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number\n";
    private static final String CHAT = "credit_id,user_id,role,message_time,message\n";
    private static final String SELLERS =
            "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads," + "initial_wallet,am_id,sam_id\n";
    private static final String LEADS_NAMES = LEADS.strip().replace(",", ", ") + ", currency (optional)";
    private static final byte NOT_UTF_8 = (byte) 0xFF;
    private static final String AGAIN = ". Have the file delivered again.";
    private static final String TIMESTAMP =
            "expected a timestamp such as 2025-06-30 23:59:59.123456 (UTC, at most six decimals)";

    private static final String AGAIN_IT = " Have it delivered again.";
    private static final String WALLET = "transaction_id,seller_id,type,amount,created_at\n";
    private static final String AMOUNT = "expected an amount between -10000000000000 and 10000000000000";
    private static final String UNPADDED = "expected no white space around it";

    @Override
    public String toString() {
        return name;
    }

    /** In the order of what can go wrong: the folder, the file, its header, its text, its rows, its cells. */
    static List<BadInput> all() {
        return List.of(
                input("folder without a known file")
                        .file("seller.csv", SELLERS)
                        .fails(
                                2,
                                "/ex<U+001B>[2J<U+000A>tract holds no feed's file, expected one or more of exchange_rates.csv, senior_account_managers.csv,"),
                input("unknown extra file")
                        .file("leads.csv", LEADS + lead(901))
                        .file("lead.csv", LEADS)
                        .says("/lead.csv belongs to no feed and is left out; did you mean leads.csv?")
                        .accepts(1),
                input("unknown extra file that is near nothing")
                        .file("leads.csv", LEADS + lead(901))
                        .file("hens.csv", LEADS)
                        .says(
                                "/hens.csv belongs to no feed and is left out; feeds are exchange_rates, senior_account_managers,")
                        .accepts(1),
                input("file in capitals")
                        .file("leads.csv", LEADS + lead(901))
                        .file("SELLERS.CSV", SELLERS)
                        .says("/SELLERS.CSV belongs to no feed and is left out; did you mean sellers.csv?")
                        .accepts(1),
                input("unfinished file")
                        .file("leads.csv", LEADS + lead(901))
                        .file("sellers.csv.part", SELLERS)
                        .says("/sellers.csv.part belongs to no feed and is left out; did you mean sellers.csv? It looks"
                                + " unfinished: wait until it has arrived whole, under that name.")
                        .accepts(1),
                input("missing column")
                        .file("leads.csv", "lead_id,seller_id,created_at,amount,status,shipping_status\n")
                        .fails(
                                1,
                                "/leads.csv, line 1: column 'tracking_number' is missing. Got lead_id, seller_id,"
                                        + " created_at, amount, status, shipping_status; expected " + LEADS_NAMES
                                        + AGAIN),
                input("duplicate column")
                        .file("leads.csv", LEADS.replace("amount", "Amount,AMOUNT"))
                        .fails(1, "/leads.csv, line 1: column 'amount' stands there twice. Got lead_id, seller_id,"),
                input("renamed column")
                        .file("leads.csv", LEADS.replace("tracking_number", "parcel"))
                        .fails(
                                1,
                                "/leads.csv, line 1: column 'tracking_number' is missing (renamed to 'parcel'?). Got"),
                input("two columns spelled otherwise")
                        .file("leads.csv", LEADS.replace("_id", "Id"))
                        .fails(
                                1,
                                "line 1: column 'lead_id' is missing (renamed to 'leadid'?), column 'seller_id' is"
                                        + " missing (renamed to 'sellerid'?). Got leadid, sellerid, created_at,"),
                input("another separator")
                        .file("leads.csv", LEADS.replace(',', ';'))
                        .fails(
                                1,
                                "/leads.csv, line 1: the names are separated by semicolons, expected commas. Got lead_id;seller_id;"),
                input("tabs instead of commas")
                        .file("leads.csv", LEADS.replace(',', '\t'))
                        .fails(
                                1,
                                "/leads.csv, line 1: the names are separated by tabs, expected commas. Got lead_id<U+0009>"),
                input("line that names the separator")
                        .file("leads.csv", "sep=,\n", LEADS, lead(901))
                        .fails(
                                1,
                                "/leads.csv, line 1: got 'sep=,', a spreadsheet's word on its separator, expected the header."
                                        + " Delete the line, and see that the cells are separated by commas."),
                input("white space around the names of columns")
                        .file(
                                "leads.csv",
                                "\uFEFF\u00A0" + LEADS.replace(",amount,", ",\u200Bamount\u00A0,") + lead(901))
                        .accepts(1),
                input("reordered columns")
                        .file(
                                "credit_chat.csv",
                                "message,role,message_time,credit_id,user_id\nhi,AM,2025-07-01T00:00:00Z,1,1\n")
                        .accepts(1)
                        .holds("SELECT message FROM credit_chat WHERE message_time LIKE '2025-07-01 %'", "hi"),
                input("extra column")
                        .file(
                                "leads.csv",
                                LEADS.replace("\n", ",Note\n") + lead(901).replace("\n", ",x\n"))
                        .says("/leads.csv, line 1: column 'note' is unknown and left out")
                        .accepts(1),
                input("empty file")
                        .file("leads.csv", "")
                        .fails(1, "/leads.csv is empty, expected a header with the names " + LEADS_NAMES + AGAIN),
                input("header only").file("leads.csv", LEADS),
                input("byte-order mark")
                        .file("leads.csv", "\uFEFF" + LEADS + lead(901))
                        .accepts(1),
                utf16("UTF-16LE", "\uFEFF"),
                utf16("UTF-16LE", ""),
                utf16("UTF-16BE", "\uFEFF"),
                utf16("UTF-16BE", ""),
                input("invalid UTF-8")
                        .file(
                                "leads.csv",
                                LEADS,
                                lead(901),
                                lead(902, "tracking_number=a?").replace("?", "\0"),
                                lead(903))
                        .mapped("leads.csv", bytes -> replaced(bytes, (byte) 0, NOT_UTF_8))
                        .rejects("leads 3 encoding tracking_number: holds bytes that are not UTF-8, expected UTF-8")
                        .accepts(2),
                input("invalid UTF-8 in the header")
                        .file("leads.csv", LEADS.replace("status", "st\0tus"), lead(901))
                        .mapped("leads.csv", bytes -> replaced(bytes, (byte) 0, NOT_UTF_8))
                        .fails(
                                1,
                                "line 1: column 'status' is missing, column 'shipping_status' is missing. Got lead_id,"
                                        + " seller_id, created_at, amount, st\uFFFDtus, shipping_st\uFFFDtus,"),
                input("CRLF")
                        .file("leads.csv", (LEADS + lead(901) + lead(902, "lead_id=x")).replace("\n", "\r\n"))
                        .rejects("leads 3 type lead_id: got 'x', expected an integer")
                        .accepts(1),
                input("lone CR")
                        .file("leads.csv", (LEADS + lead(901) + lead(902, "lead_id=x")).replace("\n", "\r"))
                        .rejects("leads 3 type lead_id: got 'x', expected an integer")
                        .accepts(1),
                input("quoted line breaks and quotes")
                        .file(
                                "credit_chat.csv",
                                CHAT,
                                "1,1,AM,2025-07-01 00:00:00,\"two\r\nlines, \"\"quoted\"\"\"\n",
                                "1,1,XX,2025-07-02 00:00:00,fine\n")
                        .rejects("credit_chat 4 enum role: got 'XX', expected one of [AM, SAM]")
                        .accepts(1)
                        .holds(
                                "SELECT message FROM credit_chat WHERE message_time LIKE '2025-07-01 %'",
                                "two\r\nlines, \"quoted\""),
                input("unclosed quote before a thousand good rows")
                        .file("leads.csv", LEADS, lead(901), lead(902, "tracking_number=\"T902"), leads(1_000, 1_000))
                        .rejects("leads 3 quote tracking_number: the quotation marks do not pair up, expected a closing"
                                + " one followed by a comma or the line's end")
                        .withinTheRate()
                        .accepts(1_001),
                input("unclosed quote that swallows rows up to another one")
                        .file(
                                "leads.csv",
                                LEADS,
                                lead(901),
                                lead(902, "status=\"New"),
                                lead(903),
                                lead(904, "tracking_number=T904\""),
                                lead(905))
                        .rejects("leads 3 missing-cell shipping_status: the row has 5 cells, but the header has 7;"
                                + " the row goes on to line 5")
                        .accepts(2),
                input("text beside the quotation marks")
                        .file("leads.csv", LEADS, lead(901, "tracking_number=\"T\"1"), lead(902, "tracking_number=5\""))
                        .rejects(
                                "leads 2 quote tracking_number: the quotation marks do not pair up, expected a closing"
                                        + " one followed by a comma or the line's end",
                                "leads 3 quote tracking_number: got '5\"', expected the whole cell in quotation marks and"
                                        + " those within it doubled"),
                input("NUL bytes")
                        .file("leads.csv", LEADS, lead(901, "tracking_number=a\0b"), lead(902, "amount=1\0"), lead(903))
                        .rejects(
                                "leads 2 type tracking_number: got 'a<U+0000>b', expected text without NUL characters",
                                "leads 3 type amount: got '1<U+0000>', expected a decimal number")
                        .accepts(1),
                input("too few and too many cells")
                        .file(
                                "leads.csv",
                                LEADS,
                                "901,1,2025-07-01 00:00:00\n",
                                lead(902).replace("\n", ",\n"),
                                lead(903))
                        .rejects(
                                "leads 2 missing-cell amount: the row has 3 cells, but the header has 7",
                                "leads 3 extra-cell null: the row has 8 cells, but the header has 7")
                        .accepts(1),
                input("blank lines")
                        .file("leads.csv", "\n", LEADS, "\n\r\n", lead(901), "\n", lead(902, "lead_id=x"), "  \n\n")
                        .rejects("leads 7 type lead_id: got 'x', expected an integer")
                        .accepts(1),
                input("lines that spreadsheets leave behind")
                        .file("leads.csv", LEADS, ",,,,,,\n", lead(901), "  \n", lead(902), ",,,,,,\r\n\u001A")
                        .says(
                                "/leads.csv: 3 lines of commas or blanks alone (the first is line 2), and the Ctrl-Z at the end"
                                        + " are no rows and left out")
                        .accepts(2)
                        .holds("SELECT read FROM load_feeds WHERE feed = 'leads' AND load_id > 1", "2"),
                input("number sign in the first cell is data")
                        .file("invoice_items.csv", "item_type,invoice_id,amount\n#sales,10_20250602,1.0\n")
                        .file(
                                "leads.csv",
                                "tracking_number," + LEADS.replace(",tracking_number", ""),
                                "#1," + lead(901).replace(",\n", "\n"))
                        .rejects(
                                "invoice_items 2 enum item_type: got '#sales', expected one of [sales, fees, credits_due,"
                                        + " from_balance, total]")
                        .accepts(1)
                        .holds("SELECT tracking_number FROM leads WHERE lead_id = 901", "#1"),
                input("integers beyond long")
                        .file(
                                "leads.csv",
                                LEADS,
                                lead(0, "lead_id=9223372036854775807"),
                                lead(0, "lead_id=9223372036854775808"),
                                lead(0, "lead_id=-9223372036854775809"),
                                lead(0, "lead_id=" + "9".repeat(400)))
                        .rejects(
                                "leads 3 type lead_id: got '9223372036854775808', expected an integer of at most 64 bits",
                                "leads 4 type lead_id: got '-9223372036854775809', expected an integer of at most 64 bits",
                                "leads 5 type lead_id: got '" + "9".repeat(60)
                                        + "…', expected an integer of at most 64 bits")
                        .accepts(1),
                cells("no integers", "lead_id", "an integer", "1.5", "1e3", "٣", " 7 ", "+7", "0x7", "-", "seven"),
                cells(
                        "no money",
                        "amount",
                        "a decimal number",
                        "NaN",
                        "Infinity",
                        "-inf",
                        "\"1,234.56\"",
                        "$5",
                        "٣",
                        "1.",
                        ".5",
                        "5 "),
                input("amounts and identifiers out of bounds")
                        .file(
                                "leads.csv",
                                LEADS,
                                lead(901, "amount=1e400"),
                                lead(902, "amount=50000000000000000.00"),
                                lead(903, "amount=10000000000000.01"),
                                lead(904, "amount=10000000000000"),
                                lead(0),
                                lead(-1, "seller_id=0"))
                        .rejects(
                                "leads 2 range amount: got '1e400', " + AMOUNT,
                                "leads 3 range amount: got '50000000000000000.00', " + AMOUNT,
                                "leads 4 range amount: got '10000000000000.01', " + AMOUNT,
                                "leads 6 range lead_id: got '0', expected an identifier of 1 or more",
                                "leads 7 range lead_id: got '-1', expected an identifier of 1 or more",
                                "leads 7 range seller_id: got '0', expected an identifier of 1 or more")
                        .accepts(1)
                        .holds("SELECT max(amount_minor) FROM leads", "1000000000000000"),
                input("white space around codes")
                        .file(
                                "sellers.csv",
                                SELLERS,
                                seller(901, "2025-02-03").replace("GCC", "GCC "),
                                seller(902, "2025-02-03").replace("GCC", "\u00A0GCC"),
                                seller(903, "2025-02-03").replace("GCC", "GCC\u200B"),
                                seller(904, "2025-02-03").replace("A Seller", " A\u00A0Seller\u200B"),
                                seller(905, "2025-02-03").replace("A Seller", "\u00A0\u2003"),
                                seller(906, "2025-02-03").replace("GCC", "\uFEFF"))
                        .file("wallet_transactions.csv", WALLET, wallet("W1 "), wallet("W1\u3000"), wallet("W1"))
                        .file(
                                "leads.csv",
                                LEADS,
                                lead(901, "status= New", "shipping_status=Pending\u00A0"),
                                lead(902, "tracking_number= 5\u00A0"),
                                lead(903, "tracking_number=\u200B"))
                        .rejects(
                                "leads 2 format status: got ' New', " + UNPADDED,
                                "leads 2 format shipping_status: got 'Pending' followed by U+00A0, " + UNPADDED,
                                "sellers 2 format market: got 'GCC ', " + UNPADDED,
                                "sellers 3 format market: got U+00A0 followed by 'GCC', " + UNPADDED,
                                "sellers 4 format market: got 'GCC' followed by U+200B, " + UNPADDED,
                                "sellers 6 required seller_name: is blank, expected a value",
                                "sellers 7 required market: is blank, expected a value",
                                "wallet_transactions 2 format transaction_id: got 'W1 ', " + UNPADDED,
                                "wallet_transactions 3 format transaction_id: got 'W1' followed by U+3000, " + UNPADDED)
                        .accepts(4)
                        .holds("SELECT seller_name FROM sellers WHERE seller_id = 904", " A\u00A0Seller\u200B")
                        .holds("SELECT count(DISTINCT market) FROM sellers WHERE market LIKE '%GCC%'", "1")
                        .holds("SELECT tracking_number FROM leads WHERE lead_id = 902", " 5\u00A0")
                        .holds("SELECT count(*) FROM leads WHERE lead_id = 903 AND tracking_number IS NULL", "1"),
                input("thousands separator without quotes")
                        .file("leads.csv", LEADS, lead(901, "amount=1,234.56"), lead(902))
                        .rejects("leads 2 extra-cell null: the row has 8 cells, but the header has 7")
                        .accepts(1),
                input("minus zero is zero, noise is rounded")
                        .file(
                                "leads.csv",
                                LEADS,
                                lead(901, "amount=-0.0"),
                                lead(902, "amount=5.684341886080802e-14"),
                                lead(903, "amount=-0.01"))
                        .rejects("leads 4 range amount: got '-0.01', must be greater than or equal to 0")
                        .accepts(2)
                        .holds("SELECT sum(amount_minor) FROM leads WHERE lead_id > 900", "0"),
                input("days that the calendar does not have")
                        .file(
                                "sellers.csv",
                                SELLERS,
                                seller(901, "2025-02-30"),
                                seller(902, "2024-02-29"),
                                seller(903, "0000-01-01"),
                                seller(904, "2025-13-01"),
                                seller(905, "01.02.2025"),
                                seller(906, "2025-1-1"))
                        .rejects(
                                "sellers 2 type signup_date: got '2025-02-30', expected a date such as 2025-06-30",
                                "sellers 4 type signup_date: got '0000-01-01', expected a date such as 2025-06-30",
                                "sellers 5 type signup_date: got '2025-13-01', expected a date such as 2025-06-30",
                                "sellers 6 type signup_date: got '01.02.2025', expected a date such as 2025-06-30",
                                "sellers 7 type signup_date: got '2025-1-1', expected a date such as 2025-06-30")
                        .accepts(1),
                cells(
                        "times that the day does not have",
                        "created_at",
                        TIMESTAMP.substring("expected ".length()),
                        "2025-01-01 24:00:00",
                        "2025-01-01 23:60:00",
                        "2025-02-30 00:00:00",
                        "0000-01-01 00:00:00",
                        "2025-01-01",
                        "2025-01-01 00:00:00.1234567",
                        "2025-01-01T00:00:00+01:00"),
                cells(
                        "unknown value and wrong case",
                        "status",
                        "one of [New, Contacted, Confirmed, Cancelled]",
                        "Lost",
                        "new"),
                input("empty required cells")
                        .file("leads.csv", LEADS, lead(901, "amount="), lead(902, "amount=\"\"", "status= "), lead(903))
                        .rejects(
                                "leads 2 required amount: is blank, expected a value",
                                "leads 3 required amount: is blank, expected a value",
                                "leads 3 required status: is blank, expected a value")
                        .accepts(1),
                input("text that says NA or null is text")
                        .file(
                                "leads.csv",
                                LEADS,
                                lead(901, "tracking_number=NA"),
                                lead(902, "tracking_number=null"),
                                lead(903))
                        .accepts(3)
                        .holds("SELECT tracking_number FROM leads WHERE lead_id = 901", "NA")
                        .holds("SELECT tracking_number FROM leads WHERE lead_id = 902", "null")
                        .holds("SELECT count(*) FROM leads WHERE lead_id = 903 AND tracking_number IS NULL", "1"),
                input("repeated keys, equal and unequal")
                        .file(
                                "leads.csv",
                                LEADS,
                                lead(901),
                                lead(902),
                                lead(901),
                                lead(902, "amount=7"),
                                lead(902, "amount=8"))
                        .accepts(2)
                        .holds("SELECT amount_minor FROM leads WHERE lead_id = 902", "800")
                        .holds(
                                "SELECT duplicate || ' ' || superseded FROM load_feeds WHERE feed = 'leads' AND load_id > 1",
                                "1 2"),
                input("orphans")
                        .file("leads.csv", LEADS, lead(901), lead(902, "seller_id=77"))
                        .rejects(
                                "leads 3 unknown-parent seller_id: got '77', expected the key of a row of sellers in the"
                                        + " database or accepted in this load")
                        .accepts(1),
                input("child of a rejected parent, and its child")
                        .file("sellers.csv", SELLERS, seller(901, "2025-02-30"), seller(902, "2025-02-03"))
                        .file(
                                "credits.csv",
                                "credit_id,seller_id,amount,issue_date,due_date,status\n901,901,5,,,New\n902,902,5,,,New\n")
                        .file(
                                "credit_histories.csv",
                                "credit_id,status,changed_at\n901,New,2025-07-01 00:00:00\n902,New,2025-07-01 00:00:00\n")
                        .rejects(
                                "credit_histories 2 unknown-parent credit_id: got '901', expected the key of a row of credits"
                                        + " in the database or accepted in this load",
                                "credits 2 unknown-parent seller_id: got '901', expected the key of a row of sellers in the"
                                        + " database or accepted in this load",
                                "sellers 2 type signup_date: got '2025-02-30', expected a date such as 2025-06-30")
                        .accepts(3),
                input("gzip cut short")
                        .file("leads.csv.gz", LEADS, leads(1_000, 500))
                        .mapped("leads.csv.gz", bytes -> Arrays.copyOf(gzip(bytes), 2_000))
                        .fails(
                                1,
                                "/leads.csv.gz is cut short after 2000 bytes, within the data of a gzip member."
                                        + AGAIN_IT),
                input("gzip with a damaged second member")
                        .file("leads.csv.gz", LEADS, lead(901))
                        .mapped("leads.csv.gz", bytes -> concat(gzip(bytes), new byte[] {0x1F, (byte) 0x8A, 8, 0}))
                        .fails(
                                1,
                                "/leads.csv.gz is damaged after ",
                                "got the bytes 1F 8A 08, expected another gzip member"),
                input("gzip with a second member cut within its header")
                        .file("leads.csv.gz", LEADS, lead(901))
                        .mapped("leads.csv.gz", bytes -> concat(gzip(bytes), Arrays.copyOf(gzip(bytes), 7)))
                        .fails(
                                1,
                                "/leads.csv.gz is cut short after ",
                                "within the header of a gzip member." + AGAIN_IT),
                input("gzip padded with zeros")
                        .file("leads.csv.gz", LEADS, lead(901))
                        .mapped("leads.csv.gz", bytes -> concat(gzip(bytes), new byte[512]))
                        .accepts(1),
                input("gzip by another name")
                        .file("leads.csv", LEADS, lead(901))
                        .mapped("leads.csv", BadInput::gzip)
                        .fails(1, "/leads.csv is a gzip file, expected CSV text. Name it leads.csv.gz."),
                input("gzip that is none")
                        .file("leads.csv.gz", LEADS)
                        .fails(
                                1,
                                "/leads.csv.gz is no gzip file: it begins with 'lead_id,', expected a CSV file compressed with"
                                        + " gzip (1F 8B). Take the ending .gz off its name, if it is plain CSV"),
                input("folder in place of a file")
                        .folder("leads.csv")
                        .fails(1, "/leads.csv is a folder, expected a file. Remove it, or put the file in its place."));
    }

    private static BadInput input(String name) {
        return new BadInput(name, Map.of(), 0, List.of(), List.of(), 0, Map.of());
    }

    private static BadInput utf16(String charset, String mark) {
        return input(charset + (mark.isEmpty() ? " without" : " with") + " byte-order mark")
                .file("leads.csv", mark + LEADS + lead(901))
                .mapped("leads.csv", bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .getBytes(Charset.forName(charset)))
                .fails(1, "/leads.csv is UTF-16, expected UTF-8. Have it delivered in UTF-8.");
    }

    /** Leads whose cells of one column are all refused for the same reason, before a good one. */
    private static BadInput cells(String name, String column, String expected, String... cells) {
        StringBuilder file = new StringBuilder(LEADS);
        String[] rejected = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            file.append(lead(901 + i, column + "=" + cells[i]));
            rejected[i] = "leads " + (i + 2) + " " + (expected.startsWith("one of") ? "enum" : "type") + " " + column
                    + ": got '" + cells[i].replace("\"", "") + "', expected " + expected;
        }
        return input(name).file("leads.csv", file, lead(999)).rejects(rejected).accepts(1);
    }

    /** A good lead, but for the cells given as {@code column=cell}. */
    private static String lead(int id, String... cells) {
        List<String> names = List.of(LEADS.strip().split(","));
        String[] row = {String.valueOf(id), "1", "2025-07-01 00:00:00", "10.00", "New", "Pending", ""};
        for (String cell : cells) {
            row[names.indexOf(cell.substring(0, cell.indexOf('=')))] = cell.substring(cell.indexOf('=') + 1);
        }
        return String.join(",", row) + "\n";
    }

    private static String leads(int firstId, int count) {
        StringBuilder leads = new StringBuilder();
        for (int id = firstId; id < firstId + count; id++) {
            leads.append(lead(id, "tracking_number=\"T" + Integer.toHexString(id * 0x9E3779B1) + "\""));
        }
        return leads.toString();
    }

    private static String seller(int id, String signupDate) {
        return id + ",A Seller,GCC," + signupDate + ",1000,5,0,1,1\n";
    }

    private static String wallet(String id) {
        return id + ",1,deposit,1.00,2025-03-01\n";
    }

    private BadInput file(String file, Object... pieces) {
        StringBuilder text = new StringBuilder();
        for (Object piece : pieces) {
            text.append(piece);
        }
        return with(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private BadInput folder(String file) {
        return with(file + "/", new byte[0]);
    }

    private BadInput mapped(String file, Function<byte[], byte[]> change) {
        return with(file, change.apply(files.get(file)));
    }

    private BadInput with(String file, byte[] content) {
        Map<String, byte[]> all = new TreeMap<>(files);
        all.put(file, content);
        return new BadInput(name, all, exitCode, said, rejected, accepted, holds);
    }

    private BadInput fails(int code, String... messages) {
        return new BadInput(name, files, code, List.of(messages), rejected, accepted, holds);
    }

    private BadInput says(String message) {
        return new BadInput(name, files, exitCode, List.of(message), rejected, accepted, holds);
    }

    private BadInput rejects(String... rows) {
        return new BadInput(name, files, 3, List.of("too many rows were rejected"), List.of(rows), accepted, holds);
    }

    /** So few are rejected that the load is published as it is. */
    private BadInput withinTheRate() {
        return new BadInput(name, files, 0, List.of("Load 2 is published"), rejected, accepted, holds);
    }

    private BadInput accepts(int rows) {
        return new BadInput(name, files, exitCode, said, rejected, rows, holds);
    }

    private BadInput holds(String sql, String value) {
        Map<String, String> all = new TreeMap<>(holds);
        all.put(sql, value);
        return new BadInput(name, files, exitCode, said, rejected, accepted, all);
    }

    private static byte[] replaced(byte[] bytes, byte old, byte replacement) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = copy[i] == old ? replacement : copy[i];
        }
        return copy;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
