const [COMMA, ZERO] = [44, 48];

/**
 * The whole numbers of a comma-separated list, none below zero: read digit by digit, because cutting a list of a hundred
 * thousand numbers into strings costs several times as much.
 */
export function numbersOf(list: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (let at = 0; at < list.length; at += 1) {
    const code = list.charCodeAt(at);
    if (code === COMMA) {
      numbers.push(value);
      value = 0;
    } else value = value * 10 + (code - ZERO);
  }
  if (list !== '') numbers.push(value);
  return numbers;
}
