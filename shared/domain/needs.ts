/** What a person may lack, as the words files and community.yaml name it. The order is the order in which needs are listed to people. */
// biome-ignore format: short lines read better as a table.
export const NEEDS = [
  'food', 'water', 'baby', 'hygiene', 'clothing', 'medical', 'medicine', 'transport',
  'childcare', 'mental-health', 'housing', 'money', 'utilities', 'company', 'other',
] as const;
export type Need = (typeof NEEDS)[number];
export const isNeed = (word: string): word is Need => (NEEDS as readonly string[]).includes(word);

/** How soon: `now` is only given by the line itself (a reopened case), the others by the person. Most urgent first. */
export const URGENCIES = ['now', 'today', 'soon', 'this-week'] as const;
export type Urgency = (typeof URGENCIES)[number];
export const isUrgency = (value: unknown): value is Urgency => (URGENCIES as readonly unknown[]).includes(value);

/** What kind of danger words were found. */
export type Danger = 'medical' | 'violence' | 'self-harm' | 'fire';
/** One step up: this week -> in a day or two -> today -> now. */
export const moreUrgent = (u: Urgency): Urgency => (u === 'this-week' ? 'soon' : u === 'soon' ? 'today' : 'now');
