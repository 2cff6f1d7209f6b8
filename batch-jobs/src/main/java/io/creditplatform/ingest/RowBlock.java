package io.creditplatform.ingest;

import java.util.List;

/**
 * Consecutive rows of a file, the unit in which they travel from the thread that parses to the one that writes.
 *
 * @param rows in the file's order
 * @param records how many records of the file have been read up to the block's end, the header not counted
 * @param bytes how many bytes of the file have been read for them
 * @param keys what was seen of the keys of all accepted rows so far
 */
record RowBlock(List<Row> rows, long records, long bytes, KeyOrder.Seen keys) {}
