/** Pages hold this many rows unless asked otherwise. */
export const PAGE_DEFAULT = 25;
/** FAULTS: most rows of one page. */
export const PAGE_MAX = 200;
/** FAULTS: most buckets of one series. */
export const BUCKETS_MAX = 2_000;
/** Days of a window when none is asked for. */
export const WINDOW_DEFAULT_DAYS = 7;
