import type { Need } from '../../domain/needs.ts';
import type { PhraseLists } from '../phrases.ts';

/** What one language's words for needs are; phrases are written as `phraseTable` reads them, in folded spelling. */
export interface NeedLexicon {
  /** Names of things and states; they count once someone asks, or when they stand alone. */
  readonly names: PhraseLists<Need>;
  /** Phrases that ask by themselves ("nothing to eat"). */
  readonly asks: PhraseLists<Need>;
  /** Words of asking, lacking, wanting. */
  readonly asking: string;
  /** Asking for help without saying what for. */
  readonly helping: string;
  /** Phrases after or before which a name is not a need: somebody has it, or does not want it. */
  readonly not: string;
  /** Thanks and small talk. What is named with them is no need; what was asked for before them still is. */
  readonly courtesy: string;
  /** Phrases of someone who has something to give: what is named then is no request. */
  readonly offering: string;
  /** Words that may stand beside a bare need ("food pls", "some diapers for today"). */
  readonly beside: string;
  /** Words after which a new thought begins ("no more food but we need water"). */
  readonly turns: string;
}
