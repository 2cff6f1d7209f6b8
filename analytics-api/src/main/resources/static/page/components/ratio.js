/** A ratio as the API of version 1 gives it, which says 0 where there is nothing to divide by: then there is none. */
export const ratio = (whole, rate) => (row) => (row[whole] > 0 ? row[rate] : null);
