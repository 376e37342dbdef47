import { type Handler, json, readJson } from './handler.ts';
import type { PostWebhook } from './webhook.ts';

/** What goes wrong with the whole account, for as long as it is told so: a line must be able to meet it before it happens. */
export interface Moods {
  /** The code with which the account refuses every text, at once (20003) or in its report (30034). */
  refuses: number | null;
  /** Texts and calls that come in reach the line by no webhook; the account has them in its list all the same. */
  loses: boolean;
}
export const calm = (): Moods => ({ refuses: null, loses: false });

/** From here on codes are told by reports, when the carriers have had the text. */
export const TOLD_BY_REPORTS = 30_000;

/** Webhooks that get lost while the mood lasts: nothing is said to the line, and nothing is heard from it. */
export const losing =
  (post: PostWebhook, moods: Moods, lost: readonly string[]): PostWebhook =>
  async (url, form) =>
    moods.loses && lost.some(path => new URL(url).pathname === path)
      ? { ok: false, why: 'The webhook was lost on the way.' }
      : post(url, form);

/** POST /simulator/account {"refuses": 30034 | null, "loses": true | false}: answers how it is then. */
export const accountHandler: Handler = async ({ company: { moods } }, asked) => {
  const wanted = await readJson(asked);
  if (wanted === undefined) return;
  const { refuses = moods.refuses, loses = moods.loses } = wanted;
  if ((refuses !== null && !Number.isSafeInteger(refuses)) || typeof loses !== 'boolean')
    return json(asked.response, 400, { error: 'Say {"refuses": a code or null, "loses": true or false}.' });
  Object.assign(moods, { refuses, loses });
  json(asked.response, 200, moods);
};
