import { distance } from 'fastest-levenshtein';

/** The name that someone most likely meant, if one is near enough to be worth naming. */
export function closest(word: string, names: Iterable<string>): string | undefined {
  let best: { name: string; far: number } | undefined;
  for (const name of names) {
    const far = distance(word.toLowerCase(), name.toLowerCase());
    if (far <= Math.max(1, Math.floor(name.length / 3)) && (best === undefined || far < best.far)) best = { name, far };
  }
  return best?.name;
}

/** "Did you mean "food"?" where a name is near, else what there is to choose from. */
export function suggestion(word: string, names: Iterable<string>, otherwise: string): string {
  const all = [...names];
  const near = closest(word, all);
  if (near !== undefined) return `Did you mean "${near}"?`;
  return all.length > 0 && all.length <= 14 ? `${otherwise} There are: ${all.join(', ')}.` : otherwise;
}
