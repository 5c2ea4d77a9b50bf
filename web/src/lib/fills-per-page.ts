/** Fills of one page, on the page and for each "load more". */
export const FILLS_PER_PAGE = 25;
