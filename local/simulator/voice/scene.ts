import type { Form } from '../webhook.ts';
import type { Next } from './fiber.ts';
import type { Scene } from './leg.ts';

/** The address that an attribute names; without one the document's own. */
export const at = ({ base }: Scene, value: string | undefined): string =>
  value === undefined ? base : URL.canParse(value, base) ? new URL(value, base).href : value;
export const go = (url: string, form: Form): Next => ({ url, form });

/** A call that comes in is picked up by the first verb that speaks, records or waits. */
export const answered = ({ company, leg }: Scene): void => {
  if (leg.call.status !== 'ringing') return;
  company.status(leg, 'in-progress', { answeredAt: company.now() });
};
