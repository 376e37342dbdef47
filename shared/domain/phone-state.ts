import type { Instant } from './ids.ts';
import type { Volunteer } from './volunteer.ts';

/** Texts arrive there after all. */
export const textsArrive = ({ textless: _code, ...v }: Volunteer): Volunteer => v;

/** Rung now, or talking: others are tried first. */
export const isOnPhone = (v: Volunteer, at: Instant): boolean => v.onPhone !== undefined && v.onPhone.until > at;
export const offPhone = ({ onPhone: _over, ...v }: Volunteer): Volunteer => v;
