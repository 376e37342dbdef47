import { OF_CASES } from './of-cases.ts';
import { OF_TEXTS } from './of-texts.ts';
import { OF_THE_STORY } from './of-the-story.ts';
import type { Breakage } from './ways.ts';

export type { Breakage } from './ways.ts';

/** For each promise, and for each way in which it may be broken, a product that breaks it so: what a mistake would look like from outside. */
export const BREAKAGES: Readonly<Record<string, readonly Breakage[]>> = { ...OF_CASES, ...OF_TEXTS, ...OF_THE_STORY };
