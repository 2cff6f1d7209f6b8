export const LOADS = '/api/loads';

/** What becomes of rows, as columns of a table; `read` is the sum of those up to `rejected`. */
export const COUNTS = [
  { key: 'read', label: 'Read', format: 'count' },
  { key: 'inserted', label: 'Inserted', format: 'count' },
  { key: 'updated', label: 'Updated', format: 'count' },
  { key: 'unchanged', label: 'Unchanged', format: 'count' },
  { key: 'duplicate', label: 'Duplicate', format: 'count' },
  { key: 'superseded', label: 'Superseded', format: 'count' },
  { key: 'rejected', label: 'Rejected', format: 'count' },
  { key: 'rounded', label: 'Rounded', format: 'count' },
  { key: 'removed', label: 'Removed', format: 'count' },
  { key: 'still_referenced', label: 'Gone but referenced', format: 'count' },
];
