/** Works on all items, so many at once, and gives the answers in their order. */
export async function inLanes<Item, Answer>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [index, item] of waiting) answers[index] = await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answers;
}

/** Items in their order, in groups of about so much weight: one that weighs more is a group of its own. */
export function groupsOf<Item>(items: readonly Item[], most: number, weightOf: (item: Item) => number): Item[][] {
  const groups: Item[][] = [];
  let held = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const own = weightOf(item);
    if (held + own > most) {
      groups.push([]);
      held = 0;
    }
    groups.at(-1)!.push(item);
    held += own;
  }
  return groups;
}
